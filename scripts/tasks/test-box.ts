import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { ensureMediaWorker } from '../media-worker/index.ts';
import { ensureCaddy } from '../release/caddy.ts';
import { runTask } from '../run-task.ts';
import { ensureChromium, ensureSpeech, tryBoxPrograms, tryNetworkTools } from '../test-programs.ts';

// `npm run test:box`: a release, installed by its own script, that people meet through.

await runTask(async (args) => {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const env = {
    ...process.env,
    MEDIASOUP_WORKER_BIN: await ensureMediaWorker({ root }),
    PARLEY_CHROMIUM: await ensureChromium(),
    PARLEY_ESPEAK: await ensureSpeech(),
    ...(await tryNetworkTools()),
    ...(await tryBoxPrograms()),
  };
  // What installs it may take minutes: not in the middle of a test.
  await ensureCaddy({ build: true });
  console.log(`Here systemd does not start the box: the same unit file is read instead, and what it says of command, user, limits, capabilities,
privileges and environment is done by prlimit, setpriv and env, in a mount namespace in which only its own folders can be written.
Memory limits, system call and address family filters, and its restarts are systemd's alone: its units are verified, not run.
The three neighbours run as their units say, too; systemctl is not called, and names and certificates are of this test's own.`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const command = [vitest, 'run', '-c', 'e2e/box-install/vitest.config.ts', ...args];
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
});
