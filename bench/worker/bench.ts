import { randomUUID } from 'node:crypto';
import { signInHost } from '../../e2e/host-api.ts';
import { startParley } from '../../e2e/start-parley.ts';
import type { Bench } from '../bench.ts';
import { cpuSeconds } from '../class/cpu.ts';
import { percentile, round } from '../figures.ts';

const meetings = 20;
const warmUpJoins = 200;
const measuredMs = 10_000;
const requests = 500;
/** Joins under way at any time: what a few classes that begin on the hour look like to one Worker. */
const concurrency = 4;

/** How many people a second the Worker lets in: placement, seat and signed token included, each a new person. */
export const workerBench: Bench = {
  title: 'Joins through the Worker',
  expected: { 'worker.joins_per_s': { atLeast: 100 }, 'worker.join_ms.p99': { atMost: 100 } },
  run: async () => {
    const parley = await startParley({
      portOffset: 110,
      env: { JOIN_RATE_PER_MINUTE: '1000000', BOX_CAPACITY: '10000' },
    });
    try {
      const host = await signInHost(parley.origin);
      const ids = await Promise.all(
        Array.from({ length: meetings }, (_, index) => host.createMeeting(`Bench ${index}`, { maxSeats: 500 })),
      );
      let count = 0;
      const join = async () => {
        const id = ids[count++ % meetings];
        const from = performance.now();
        const reply = await fetch(`${parley.origin}/api/meetings/${id}/join`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: parley.origin },
          body: JSON.stringify({ name: `Guest ${count}`, clientNonce: randomUUID() }),
        });
        const body = (await reply.json()) as { token?: string; error?: { code: string } };
        if (body.token === undefined) throw new Error(`join answered ${reply.status} ${body.error?.code}`);
        return performance.now() - from;
      };

      for (let index = 0; index < warmUpJoins; index += 1) await join();
      const samples: number[] = [];
      const cpuBefore = workerdSeconds();
      const began = performance.now();
      await Promise.all(
        Array.from({ length: concurrency }, async () => {
          // Rooms are bounded: stop before they are full rather than measure refusals.
          while (performance.now() - began < measuredMs && count < meetings * 480) samples.push(await join());
        }),
      );
      const seconds = (performance.now() - began) / 1000;
      const cpuMs = (workerdSeconds() - cpuBefore) * 1000;
      console.log(`${samples.length} joins in ${seconds.toFixed(1)} s, ${concurrency} at a time, ${meetings} meetings`);
      const least = await cpuMsOf(() => `${parley.origin}/api/sign-in-ways`);
      const look = await cpuMsOf((index) => `${parley.origin}/api/meetings/${ids[index % meetings]}`);
      return {
        'worker.least_cpu_ms': least,
        'worker.look_cpu_ms': look,
        'worker.joins_per_s': round(samples.length / seconds),
        'worker.join_cpu_ms': round(cpuMs / samples.length),
        'worker.join_ms.p50': round(percentile(samples, 50)),
        'worker.join_ms.p99': round(percentile(samples, 99)),
      };
    } finally {
      await parley.stop();
    }
  },
};

/** Processor time of one request of a kind, over many: one that asks nobody, and what a meeting's link shows before anybody joins. */
async function cpuMsOf(url: (index: number) => string): Promise<number> {
  const before = workerdSeconds();
  for (let index = 0; index < requests; index += 1) await (await fetch(url(index))).arrayBuffer();
  return round(((workerdSeconds() - before) * 1000) / requests);
}

/** Processor time of the local runtime so far: the Worker, both kinds of Durable Object and the database, in one process. */
function workerdSeconds(): number {
  return [...cpuSeconds(/\/workerd serve /).values()].reduce((sum, seconds) => sum + seconds, 0);
}
