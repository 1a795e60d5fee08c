import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BoxProblem } from '@parley/worker/contract/box-link.ts';
import type { Config } from '../config.ts';
import { countMedia } from '../media/media-counts.ts';
import type { MediaWorkers } from '../media/media-workers.ts';
import { TrafficMeter } from '../media/traffic.ts';
import type { RoomDirectory } from '../room/room-directory.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { ClockWatch } from './clock.ts';
import { type Condition, CpuMeter, countBySize } from './load.ts';
import { diskLookMs, findProblems, freeBytesIn } from './problems.ts';

/** Between two looks at the event loop, in milliseconds: part of what each look measures. */
const loopLookMs = 10;
/** The figures about the event loop are of so much time. */
const loopWindowMs = 10_000;

export interface VitalsOptions {
  config: Pick<Config, 'dataDir'>;
  directory: RoomDirectory;
  workers: MediaWorkers;
  clock: ClockWatch;
}

/** How the box is: what it carries, at what cost, and what ails it. Sampled every few seconds, read at any time. */
export class Vitals {
  readonly cpu: CpuMeter;
  readonly traffic = new TrafficMeter();
  /** On the data folder's disk; null: not known. */
  freeBytes: number | null = null;
  /** By how much the event loop was late, over the last 10 s, in seconds. */
  loopDelay = { p50: 0, p99: 0 };
  private readonly options: VitalsOptions;

  constructor(options: VitalsOptions) {
    this.options = options;
    this.cpu = new CpuMeter(() => options.workers.cpuTimesMs());
  }

  /** Looks at once, and again until it is cancelled. */
  async start(timers: Timers): Promise<Cancel> {
    const lookAtDisk = async () => {
      this.freeBytes = await freeBytesIn(this.options.config.dataDir);
    };
    await lookAtDisk();
    const loop = monitorEventLoopDelay({ resolution: loopLookMs });
    loop.enable();
    const cancels = [
      this.cpu.start(timers),
      this.traffic.start(timers),
      timers.every(diskLookMs, () => void lookAtDisk()),
      timers.every(loopWindowMs, () => this.lookAtLoop(loop)),
    ];
    return () => {
      loop.disable();
      for (const cancel of cancels) cancel();
    };
  }

  /** Participants, suspended ones included. */
  get participants(): number {
    return this.peopleInRooms().reduce((sum, people) => sum + people, 0);
  }

  get roomsInP2p(): number {
    return this.options.directory.all().filter(({ ways }) => ways.mode.mode === 'p2p').length;
  }

  /** Rooms on several media workers. */
  get roomsSpread(): number {
    return this.options.directory.all().filter(({ media }) => media.mediaWorkers > 1).length;
  }

  get problems(): BoxProblem[] {
    const { workers, clock } = this.options;
    return findProblems({
      healthyMediaWorkers: workers.healthy,
      clockIsWrong: clock.isWrong,
      freeBytes: this.freeBytes,
    });
  }

  /** As the Worker is told. */
  condition(): Condition {
    const people = this.peopleInRooms();
    const media = countMedia();
    return {
      load: {
        participants: people.reduce((sum, size) => sum + size, 0),
        rooms: people.length,
        roomsInP2p: this.roomsInP2p,
        roomsBySize: countBySize(people),
        cpu: this.cpu.share,
        consumers: media.consumers - media.pausedConsumers,
        sendMbps: this.traffic.sendMbps,
      },
      problems: this.problems,
    };
  }

  private peopleInRooms(): number[] {
    return this.options.directory.all().map(({ peers }) => [...peers.values()].filter((peer) => peer.present).length);
  }

  private lookAtLoop(loop: ReturnType<typeof monitorEventLoopDelay>): void {
    const late = (percentile: number) => Math.max(0, loop.percentile(percentile) / 1e9 - loopLookMs / 1e3);
    this.loopDelay = loop.count > 0 ? { p50: late(50), p99: late(99) } : { p50: 0, p99: 0 };
    loop.reset();
  }
}
