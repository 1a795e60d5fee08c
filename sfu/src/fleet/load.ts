import type { BoxLoad } from '@parley/worker/contract/box-link.ts';
import type { Timers } from '../timers.ts';

export interface Condition {
  load: BoxLoad;
  healthy: boolean;
}

/** Worth a message: people came or went, a room did, the health changed, or a tenth of a core. */
export function isMaterialChange(told: Condition, now: Condition): boolean {
  return (
    told.healthy !== now.healthy ||
    told.load.participants !== now.load.participants ||
    told.load.rooms !== now.load.rooms ||
    Math.abs(told.load.cpu - now.load.cpu) >= 0.1
  );
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

  async sample(nowMs = Date.now()): Promise<void> {
    const times = await this.cpuTimesMs();
    const passedMs = nowMs - this.lastAtMs;
    const shares = [...times].map(([pid, usedMs]) => (usedMs - (this.lastMs.get(pid) ?? usedMs)) / passedMs);
    this.share = Math.round(Math.min(1, Math.max(0, ...shares)) * 100) / 100;
    this.lastMs = times;
    this.lastAtMs = nowMs;
  }
}
