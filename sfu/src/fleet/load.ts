import { type BoxLoad, type BoxProblem, roomSizes } from '@parley/worker/contract/box-link.ts';
import type { Timers } from '../timers.ts';

export interface Condition {
  load: BoxLoad;
  problems: BoxProblem[];
}

/** Worth a message: people came or went, a room did or changed its way, a problem did, or the work changed by a tenth. */
export function isMaterialChange(told: Condition, now: Condition): boolean {
  const [before, after] = [told.load, now.load];
  return (
    told.problems.join() !== now.problems.join() ||
    before.participants !== after.participants ||
    before.rooms !== after.rooms ||
    before.roomsInP2p !== after.roomsInP2p ||
    Math.abs(before.cpu - after.cpu) >= 0.1 ||
    differsByATenth(before.consumers, after.consumers, 10) ||
    differsByATenth(before.sendMbps, after.sendMbps, 1)
  );
}

/** `least`: below it nothing is worth a message. */
function differsByATenth(before: number, after: number, least: number): boolean {
  return Math.abs(before - after) >= Math.max(least, before / 10);
}

/** How many rooms there are of each size of the contract, by the number of people in each. */
export function countBySize(people: readonly number[]): number[] {
  const counts = Array.from({ length: roomSizes.length + 1 }, () => 0);
  for (const size of people) {
    const index = roomSizes.findIndex((end) => size <= end);
    const at = index === -1 ? roomSizes.length : index;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** How often the media workers are asked for the CPU time they used. */
const sampleMs = 5_000;

/** The busiest media worker's share of one core, 0 to 1, over the last sample. */
export class CpuMeter {
  share = 0;
  private lastMs = new Map<number, number>();
  private lastAtMs = 0;
  private readonly cpuTimesMs: () => Promise<Map<number, number>>;

  constructor(cpuTimesMs: () => Promise<Map<number, number>>) {
    this.cpuTimesMs = cpuTimesMs;
  }

  start(timers: Timers): () => void {
    return timers.every(sampleMs, () => void this.sample().catch(() => {}));
  }

  /** `nowMs`: of a clock that nobody sets. */
  async sample(nowMs = performance.now()): Promise<void> {
    const times = await this.cpuTimesMs();
    const passedMs = nowMs - this.lastAtMs;
    const shares = [...times].map(([pid, usedMs]) => (usedMs - (this.lastMs.get(pid) ?? usedMs)) / passedMs);
    this.share = Math.round(Math.min(1, Math.max(0, ...shares)) * 100) / 100;
    this.lastMs = times;
    this.lastAtMs = nowMs;
  }
}
