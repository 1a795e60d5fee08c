import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureSendBatching } from '../../scripts/send-batching/index.ts';
import { findExecutable } from '../../scripts/system/find-executable.ts';
import type { Bench } from '../bench.ts';
import type { Figures } from '../figures.ts';
import { interleave, type Sample } from '../rounds.ts';
import { type Configuration, configurationsFor } from './configurations.ts';
import { cryptographyOf } from './cryptography.ts';
import { documentPeers, figuresOf } from './peer-figures.ts';
import type { RoundTask } from './round.ts';

const rounds = 5;
const load = { subscribers: 100, packetsPerSecond: 150, seconds: 5 };
const roundProcess = fileURLToPath(new URL('round-process.ts', import.meta.url));

/** Parley's media worker beside Janus, in the same job, on the same machine, in turns. */
export const peersBench: Bench = {
  title: `Beside Janus: one publisher, ${load.subscribers} subscribers over DTLS-SRTP`,
  expected: {
    'peers.cpu_per_packet_vs_janus_tuned': { atMost: 0.5 },
    'peers.cpu_per_packet_vs_janus_default': { atMost: 0.25 },
  },
  uses: ['mediasoup', 'janus'],
  document: documentPeers,
  run,
};

async function run(partial: (figures: Figures) => void): Promise<Figures> {
  const janus = findExecutable(['janus']);
  const batching = process.env.BENCH_SLOWDOWN === 'no-batching' ? null : await ensureSendBatching();
  if (janus)
    console.log(`Janus encrypts with ${cryptographyOf(janus)}, the media worker with its own libsrtp over OpenSSL.`);
  else console.log('Janus is left out: it is not here (on Debian or Ubuntu: apt-get install janus).');
  if (batching === null) console.log('Send batching is left out: there is no library for it here.');

  const has = { janus: janus !== undefined, batching, cores: availableParallelism() };
  const runs = [...configurationsFor(has)].map(
    ([name, configuration]) => [name, () => sampleOf(configuration, janus)] as const,
  );
  return figuresOf(await interleave(new Map(runs), rounds, (soFar) => partial(figuresOf(soFar))));
}

/** One round in a process of its own; one that fails is said, and counts as a round in which nothing arrived. */
async function sampleOf(configuration: Configuration, janus: string | undefined): Promise<Sample> {
  const task: RoundTask = { ...load, configuration, ...(janus ? { janus } : {}) };
  return await new Promise((resolve) => {
    const child = fork(roundProcess, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let sample: Sample = { received: 0, values: {} };
    child.once('message', (message) => {
      sample = message as Sample;
    });
    child.once('exit', () => resolve(sample));
  });
}
