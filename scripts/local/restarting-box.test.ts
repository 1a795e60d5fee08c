import { expect, test } from 'vitest';
import { startRestartingBox } from './restarting-box.ts';
import type { Service } from './service.ts';

/** A service that ends when the test says so. */
function fakeService(pid: number) {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const service: Service = { name: 'box-1', pid, ended, lastLines: () => [], stop: async () => end('stopped') };
  return { service, end };
}

function start(phase: { starting: boolean }) {
  const lives: ReturnType<typeof fakeService>[] = [];
  const begun: ((count: number) => void)[] = [];
  const box = startRestartingBox({
    start: () => {
      const life = fakeService(lives.length + 1);
      lives.push(life);
      for (const tell of begun) tell(lives.length);
      return life.service;
    },
    sources: [],
    isStarting: () => phase.starting,
    say: () => undefined,
  });
  const lifeBegins = (number: number) =>
    new Promise<void>((resolve) => begun.push((count) => count === number && resolve()));
  return { box, lives, lifeBegins };
}

test('a box that ends while the system starts is not started again', async () => {
  const { box, lives } = start({ starting: true });
  lives[0]?.end('exit code 1');
  await expect(box.ended).resolves.toBe('exit code 1');
  expect(lives).toHaveLength(1);
});

test('a box that dies later is started again', async () => {
  const { box, lives, lifeBegins } = start({ starting: false });
  const second = lifeBegins(2);
  lives[0]?.end('SIGKILL');
  await second;
  expect(box.pid).toBe(2);
  await box.stop(0);
});

test('a box that was stopped stays stopped', async () => {
  const { box, lives } = start({ starting: false });
  await box.stop(0);
  await lives[0]?.service.ended;
  expect(lives).toHaveLength(1);
});
