import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { ensureMediaWorker } from './media-worker/index.ts';
import { runTask } from './run-task.ts';
import { ensureChromium, ensureSpeech } from './test-programs.ts';

/** Prepares a media worker and browsers, then runs a program of this repository with this process's arguments. */
export async function runInBrowsers(program: string): Promise<void> {
  await runTask(async (args) => {
    const root = path.resolve(import.meta.dirname, '..');
    const env = {
      ...process.env,
      MEDIASOUP_WORKER_BIN: await ensureMediaWorker({ root }),
      PARLEY_CHROMIUM: await ensureChromium(),
      PARLEY_ESPEAK: await ensureSpeech(),
    };
    const child = spawn(process.execPath, [path.join(root, program), ...args], { env, stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  });
}
