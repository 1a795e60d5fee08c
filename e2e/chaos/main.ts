import { parseArgs } from 'node:util';
import { startParley } from '../start-parley.ts';
import { playChaos } from './play.ts';

const help = `npm run chaos -- [options]
  --minutes N   how long; default 10
  --seed N      what happens; the same seed, the same throws; default: the time`;

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const minutes = Number(values.minutes ?? 10);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (values.help || !(minutes > 0) || !Number.isInteger(seed)) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}

const parley = await startParley({ boxes: 2, portOffset: 150, env: { JOIN_RATE_PER_MINUTE: '100000' } });
try {
  console.log(`Seed ${seed}, ${minutes} minutes`);
  await playChaos(parley.system, { seconds: minutes * 60, seed, say: console.log });
  console.log('Everybody saw and heard everybody, and nothing was left.');
} finally {
  await parley.stop();
}
process.exit(0);
