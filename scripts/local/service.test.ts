import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Service, signalGroup, startService } from './service.ts';

const lines: string[] = [];
const start = (script: string): Service =>
  startService({ name: 'test', args: ['-e', script], cwd: '.', env: {}, onLine: (line) => lines.push(line) });

async function waitForLine(text: string): Promise<void> {
  while (!lines.includes(text)) await sleep(10);
}

test('the last lines and the way it ended are known', async () => {
  const service = start('console.log("one"); console.error("two"); setTimeout(() => process.exit(3), 50)');

  await expect(service.ended).resolves.toBe('exit code 3');
  expect(service.lastLines().toSorted()).toEqual(['one', 'two']);
});

test('stopping reaches what the program itself started, and waits until it is gone', async () => {
  const service = start(`
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    setInterval(() => {}, 1000);
    console.log('grandchild');
  `);
  await waitForLine('grandchild');

  await service.stop(2_000);
  // Ended, though perhaps not yet cleared away by the system.
  await expect.poll(() => signalGroup(service.pid, 0), { timeout: 5_000 }).toBe(false);
});

test('a program that ignores the request is ended after the grace time', async () => {
  const service = start('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("stubborn")');
  await waitForLine('stubborn');

  await service.stop(200);
  await expect(service.ended).resolves.toBe('SIGKILL');
});
