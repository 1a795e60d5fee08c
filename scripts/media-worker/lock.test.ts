import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withLock } from './lock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the second one waits, says so once, and runs after the first', async () => {
  const lockFile = path.join(folder, 'a.lock');
  const events: string[] = [];
  const first = withLock(lockFile, {
    onWait: () => events.push('first waits'),
    work: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      events.push('first');
    },
  });
  const second = withLock(lockFile, {
    onWait: (owner) => events.push(`second waits for ${owner}`),
    work: async () => {
      events.push('second');
    },
  });

  await Promise.all([first, second]);
  expect(events).toEqual([`second waits for ${process.pid}`, 'first', 'second']);
});

test('a lock that nobody touched for a minute is taken over', async () => {
  const lockFile = path.join(folder, 'b.lock');
  writeFileSync(lockFile, '1');
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(lockFile, minuteAgo, minuteAgo);

  await expect(withLock(lockFile, { onWait: () => expect.unreachable(), work: async () => 'done' })).resolves.toBe(
    'done',
  );
});

test('the lock is free again after work that failed', async () => {
  const lockFile = path.join(folder, 'c.lock');
  const failing = withLock(lockFile, { onWait: () => undefined, work: () => Promise.reject(new Error('no')) });
  await expect(failing).rejects.toThrow('no');
  await expect(withLock(lockFile, { onWait: () => expect.unreachable(), work: async () => 1 })).resolves.toBe(1);
});
