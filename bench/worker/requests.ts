import { randomUUID } from 'node:crypto';
import { signInHost } from '../../e2e/host-api.ts';
import { findProcesses } from '../../e2e/processes.ts';
import { startParley } from '../../e2e/start-parley.ts';
import { percentile } from '../figures.ts';
import { processCpuSeconds } from '../process-cpu.ts';
import type { Sample } from '../rounds.ts';

const meetings = 20;
const warmUp = 200;
const joinsPerRound = 400;
const othersPerRound = 200;
/** Joins under way at any time: what a few classes that begin on the hour look like to one Worker. */
const concurrency = 4;

/** Requests of three kinds to a running Parley; of each, the processor time of the runtime. */
export class Requests {
  private readonly parley: Awaited<ReturnType<typeof startParley>>;
  private readonly ids: readonly string[];
  private readonly pid: number;
  private count = 0;

  private constructor(parley: Awaited<ReturnType<typeof startParley>>, ids: readonly string[], pid: number) {
    this.parley = parley;
    this.ids = ids;
    this.pid = pid;
  }

  static async start(): Promise<Requests> {
    const parley = await startParley({
      portOffset: 110,
      env: { JOIN_RATE_PER_MINUTE: '1000000', BOX_CAPACITY: '10000' },
    });
    try {
      const host = await signInHost(parley.origin);
      const ids = await Promise.all(
        Array.from({ length: meetings }, (_, index) => host.createMeeting(`Bench ${index}`, { maxSeats: 500 })),
      );
      // Of the two runtimes of wrangler the one with a debugger runs our code; the other one passes requests on.
      const [runtime] = findProcesses(parley.pid, /\/workerd serve .*--inspector-addr/);
      if (!runtime) throw new Error('No runtime runs the Worker.');
      const made = new Requests(parley, ids, runtime.pid);
      for (let index = 0; index < warmUp; index += 1) await made.join();
      return made;
    } catch (error) {
      await parley.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.parley.stop();
  }

  /** New people come in, several at a time. */
  async joins(): Promise<Sample> {
    const samples: number[] = [];
    let left = joinsPerRound;
    const began = performance.now();
    const cpuMs = await this.cpuMsOf(async () => {
      await Promise.all(
        Array.from({ length: concurrency }, async () => {
          while (left-- > 0) samples.push(await this.join());
        }),
      );
    });
    const seconds = (performance.now() - began) / 1000;
    return {
      received: samples.length / joinsPerRound,
      values: {
        cpu_ms: cpuMs / samples.length,
        per_s: samples.length / seconds,
        p50: percentile(samples, 50),
        p99: percentile(samples, 99),
      },
    };
  }

  /** What a meeting's link shows before anybody joins. */
  async looks(): Promise<Sample> {
    return await this.ofMany((index) => `/api/meetings/${this.ids[index % meetings]}`);
  }

  /** Asks nobody. */
  async least(): Promise<Sample> {
    return await this.ofMany(() => '/api/sign-in-ways');
  }

  private async ofMany(where: (index: number) => string): Promise<Sample> {
    let answered = 0;
    const cpuMs = await this.cpuMsOf(async () => {
      for (let index = 0; index < othersPerRound; index += 1) {
        const reply = await fetch(`${this.parley.origin}${where(index)}`);
        await reply.arrayBuffer();
        if (reply.ok) answered += 1;
      }
    });
    return { received: answered / othersPerRound, values: { cpu_ms: cpuMs / othersPerRound } };
  }

  private async cpuMsOf(what: () => Promise<void>): Promise<number> {
    const before = processCpuSeconds(this.pid);
    await what();
    return (processCpuSeconds(this.pid) - before) * 1000;
  }

  /** Milliseconds until one more person is let in. */
  private async join(): Promise<number> {
    const id = this.ids[this.count++ % meetings];
    const { origin } = this.parley;
    const from = performance.now();
    const reply = await fetch(`${origin}/api/meetings/${id}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ name: `Guest ${this.count}`, clientNonce: randomUUID() }),
    });
    const body = (await reply.json()) as { token?: string; error?: { code: string } };
    if (body.token === undefined) throw new Error(`join answered ${reply.status} ${body.error?.code}`);
    return performance.now() - from;
  }
}
