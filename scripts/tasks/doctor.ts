// `npm run doctor -- https://meet.example.org [--json]`: looks at a deployed service from here. OPERATOR_KEY in the environment lets it
// look at the boxes as well, TURN_URLS at the relays.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const args = process.argv.slice(2);
if (args.every((argument) => argument.startsWith('-'))) {
  console.error('Usage: npm run doctor -- https://meet.example.org [--json]');
  process.exitCode = 2;
} else {
  const doctor = path.resolve(import.meta.dirname, '..', '..', 'sfu', 'src', 'doctor', 'main.ts');
  process.exitCode = spawnSync(process.execPath, [doctor, ...args], { stdio: 'inherit' }).status ?? 1;
}
