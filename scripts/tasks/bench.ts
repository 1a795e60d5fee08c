// `npm run bench`: prepares what a bench needs, then runs bench/main.ts with the same arguments.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { ensureMediaWorker } from '../media-worker/index.ts';
import { runTask } from '../run-task.ts';
import { ensureChromium } from '../test-programs.ts';

await runTask(async (args) => {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const env = {
    ...process.env,
    MEDIASOUP_WORKER_BIN: await ensureMediaWorker({ root }),
    PARLEY_CHROMIUM: await ensureChromium(),
  };
  const child = spawn(process.execPath, [path.join(root, 'bench', 'main.ts'), ...args], { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
});
