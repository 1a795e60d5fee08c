// Loaded into the box's process before its own code: tells what only that process knows.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Part of what each look at the event loop measures, in milliseconds. */
const lookMs = 10;

export interface Inside {
  /** By how much the event loop was late since the last question, in milliseconds: 99 of 100 times by less. */
  loopDelayP99Ms: number;
  loopDelayMaxMs: number;
  /** Resident memory, after all that is not used any more was given up. */
  residentBytes: number;
}

const loop = monitorEventLoopDelay({ resolution: lookMs });
loop.enable();
const lateMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - lookMs);

process.on('message', (question) => {
  if (question !== 'look') return;
  const delays = { loopDelayP99Ms: lateMs(loop.percentile(99)), loopDelayMaxMs: lateMs(loop.max) };
  globalThis.gc?.();
  process.send?.({ ...delays, residentBytes: process.memoryUsage.rss() } satisfies Inside, () => loop.reset());
});
process.channel?.unref();
