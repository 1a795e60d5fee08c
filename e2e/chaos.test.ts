import { afterAll, beforeAll, test } from 'vitest';
import { playChaos } from './chaos/play.ts';
import { startParley } from './start-parley.ts';

// A minute of `npm run chaos`. What happens differs from day to day, and a failure says which seed plays it again.

const seed = Math.floor(Date.now() / 86_400_000);
let parley: Awaited<ReturnType<typeof startParley>>;

beforeAll(async () => {
  parley = await startParley({ boxes: 2, portOffset: 100, env: { JOIN_RATE_PER_MINUTE: '100000' } });
});

afterAll(async () => {
  await parley?.stop();
});

test(`a minute of chaos, seed ${seed}`, async () => {
  await playChaos(parley.system, { seconds: 60, seed, say: () => undefined });
}, 400_000);
