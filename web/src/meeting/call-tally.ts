import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { CallReport } from '@parley/worker/contract/operations.ts';
import type { Measure } from './own-quality.ts';
import type { RecoveryStep } from './recovery-ladder.ts';

type Mode = RoomMode['mode'];
type Way = NonNullable<CallReport['quality']['p2p']>;

/** As many as a report holds; what came first says enough. */
const maxGaps = 50;
const maxTimes = 1_000;
const maxMs = 600_000;
const maxSeconds = 86_400;

/** What one stay was like, in figures that only grow: nothing in it tells who somebody is, or of whom it was. */
export class CallTally {
  readonly #ways: Record<Mode, WayTally> = { p2p: new WayTally(), sfu: new WayTally() };
  readonly #gaps: CallReport['switchGaps'] = [];
  readonly #recoveries: CallReport['recoveries'] = {};
  #joinMs: number | null = null;

  /** From the click on join to the first picture of somebody else. */
  joinedAfter(ms: number): void {
    this.#joinMs = wholeMs(ms);
  }

  /** Media went this way for so long, and at its end this was measured. */
  went(way: Mode, forMs: number, measure: Measure): void {
    this.#ways[way].add(forMs, measure);
  }

  switched(to: Mode, gapMs: number): void {
    if (this.#gaps.length < maxGaps) this.#gaps.push({ to, ms: wholeMs(gapMs) });
  }

  recovering(step: RecoveryStep): void {
    this.#recoveries[step] = Math.min(maxTimes, (this.#recoveries[step] ?? 0) + 1);
  }

  /** Null: nothing was measured that would be worth a word. */
  report(): CallReport | null {
    const [p2p, sfu] = [this.#ways.p2p.quality(), this.#ways.sfu.quality()];
    const nothing = this.#joinMs === null && !p2p && !sfu && this.#gaps.length === 0;
    if (nothing && Object.keys(this.#recoveries).length === 0) return null;
    return {
      joinMs: this.#joinMs,
      quality: { ...(p2p ? { p2p } : {}), ...(sfu ? { sfu } : {}) },
      switchGaps: [...this.#gaps],
      recoveries: { ...this.#recoveries },
    };
  }
}

/** One way: how long, the median round trip of all looks, and the mean loss. */
class WayTally {
  #ms = 0;
  /** How often each round trip was seen: a long call has many looks, but few different figures. */
  readonly #rtts = new Map<number, number>();
  #lossSum = 0;
  #lossLooks = 0;

  add(forMs: number, { rttMs, lossPercent }: Measure): void {
    this.#ms += forMs;
    if (rttMs !== null) this.#rtts.set(wholeMs(rttMs), (this.#rtts.get(wholeMs(rttMs)) ?? 0) + 1);
    if (lossPercent === null) return;
    this.#lossSum += lossPercent;
    this.#lossLooks++;
  }

  quality(): Way | null {
    const seconds = Math.min(maxSeconds, Math.round(this.#ms / 1_000));
    if (seconds < 1) return null;
    const loss = this.#lossLooks === 0 ? null : Math.round((this.#lossSum / this.#lossLooks) * 100) / 100;
    return { seconds, rttMs: this.#medianRtt(), lossPercent: loss };
  }

  #medianRtt(): number | null {
    const looks = [...this.#rtts.values()].reduce((sum, times) => sum + times, 0);
    let seen = 0;
    for (const [rttMs, times] of [...this.#rtts].sort(([one], [other]) => one - other)) {
      seen += times;
      if (seen * 2 >= looks) return rttMs;
    }
    return null;
  }
}

function wholeMs(ms: number): number {
  return Math.max(0, Math.min(maxMs, Math.round(ms)));
}
