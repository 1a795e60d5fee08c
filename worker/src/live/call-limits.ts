import { positiveInteger, type Variables } from '../environment.ts';
import type { AttemptStore } from './attempt-store.ts';
import { RateWindow } from './rate-window.ts';

const minuteMs = 60_000;
/** Different wrong passcodes a minute from one network address, behind which a whole class may be, and in one meeting. */
export const maxWrongPasscodes = 30;
export const maxWrongPasscodesOfAll = 60;
/** What one host or co-host may do to a meeting in a minute: more than a hand can. */
export const maxModerations = 60;

/** How often a live meeting may be asked. Each answers the seconds to wait, or null. */
export class CallLimits {
  readonly #env: () => Variables;
  readonly #attempts: AttemptStore;
  readonly #rate = new RateWindow(minuteMs);

  constructor(env: () => Variables, attempts: AttemptStore) {
    this.#env = env;
    this.#attempts = attempts;
  }

  /** Per network address, and all together. */
  call(kind: 'join' | 'seat', address: string | null, nowMs: number): number | null {
    const perAddress = positiveInteger(this.#env().JOIN_RATE_PER_MINUTE, 120);
    return this.#rate.count(`${kind} ${address}`, perAddress, nowMs) ?? this.#rate.count(kind, perAddress * 10, nowMs);
  }

  /** Of one kind with one seat. */
  seat(kind: string, seatId: string, max: number, nowMs: number): number | null {
    return this.#rate.count(`${kind} of ${seatId}`, max, nowMs);
  }

  /** By seat, or of an owner without one by account. */
  moderator(id: string | null, nowMs: number): number | null {
    return this.#rate.count(`moderate by ${id}`, maxModerations, nowMs);
  }

  /**
   * After too many wrong ones the right one is refused as well: else trying would go on. The same wrong one from an address counts
   * once a minute: it tells nothing new. `hash`: of what was shown.
   */
  passcode(shown: 'right' | 'wrong', hash: string, address: string | null, nowMs: number): number | null {
    const [ofAddress, ofAll] = [`passcode ${address}`, 'passcode'];
    const blocked =
      this.#attempts.wait(ofAddress, maxWrongPasscodes, nowMs) ??
      this.#attempts.wait(ofAll, maxWrongPasscodesOfAll, nowMs);
    if (blocked !== null || shown === 'right') return blocked;
    const same = `${ofAddress} ${hash}`;
    if (this.#attempts.wait(same, 1, nowMs) === null)
      for (const key of [ofAddress, ofAll, same]) this.#attempts.count(key, minuteMs, nowMs);
    return null;
  }
}
