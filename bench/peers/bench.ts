import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureSendBatching } from '../../scripts/send-batching/index.ts';
import { findExecutable } from '../../scripts/system/find-executable.ts';
import type { Bench } from '../bench.ts';
import type { Figures } from '../figures.ts';
import { interleave, type Rounds, type Sample } from '../rounds.ts';
import { configurationsFor } from './configurations.ts';
import { cryptographyOf } from './cryptography.ts';
import { ensureLibsrtpOverOpenSsl } from './libsrtp.ts';
import { chartsOfPeers, documentPeers, figuresOf, limits } from './peer-figures.ts';
import type { RoundTask } from './round.ts';

const rounds = 5;
const load = { subscribers: 100, packetsPerSecond: 150, seconds: 5 };
const roundProcess = fileURLToPath(new URL('round-process.ts', import.meta.url));

/** Parley's media worker beside Janus, in the same job, on the same machine, in turns. */
export const peersBench: Bench = {
  title: `Beside Janus: one publisher, ${load.subscribers} subscribers over DTLS-SRTP`,
  expected: Object.fromEntries(Object.entries(limits).map(([key, atMost]) => [key, { atMost }])),
  uses: ['mediasoup', 'janus'],
  document: documentPeers,
  charts: chartsOfPeers,
  run,
};

async function run(partial: (figures: Figures) => void): Promise<Figures> {
  const janus = findExecutable(['janus']);
  const batching = process.env.BENCH_SLOWDOWN === 'no-batching' ? null : await ensureSendBatching();
  const janusLibraries = janus ? await ensureLibsrtpOverOpenSsl() : null;
  if (janus)
    console.log(
      `Janus encrypts with ${cryptographyOf(janus, janusLibraries)}, the media worker with libsrtp over OpenSSL.`,
    );
  else console.log('Janus is left out: it is not here (on Debian or Ubuntu: apt-get install janus).');
  if (batching === null) console.log('Send batching is left out: there is no library for it here.');

  const has = { janus: janus !== undefined, batching, cores: availableParallelism() };
  const runs = [...configurationsFor(has)].map(
    ([name, configuration]) =>
      [
        name,
        () => sampleOf({ configuration, ...(janus ? { janus } : {}), ...(janusLibraries ? { janusLibraries } : {}) }),
      ] as const,
  );
  const figures = (measured: Rounds) => figuresOf(measured, janusLibraries !== null);
  return figures(await interleave(new Map(runs), rounds, (soFar) => partial(figures(soFar))));
}

/** One round in a process of its own; one that fails is said, and counts as a round in which nothing arrived. */
async function sampleOf(programs: Pick<RoundTask, 'configuration' | 'janus' | 'janusLibraries'>): Promise<Sample> {
  const task: RoundTask = { ...load, ...programs };
  return await new Promise((resolve) => {
    const child = fork(roundProcess, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let sample: Sample = { received: 0, values: {} };
    child.once('message', (message) => {
      sample = message as Sample;
    });
    child.once('exit', () => resolve(sample));
  });
}
