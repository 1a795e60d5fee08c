import { positiveInteger, type Variables } from '../environment.ts';
import { RateWindow } from './rate-window.ts';

const minuteMs = 60_000;
/** Wrong passcodes a minute from one network address, and in one meeting. */
export const maxWrongPasscodes = 10;
export const maxWrongPasscodesOfAll = 60;

/** How often a live meeting may be asked. Each answers the seconds to wait, or null. */
export class CallLimits {
  readonly #env: () => Variables;
  readonly #rate = new RateWindow(minuteMs);

  constructor(env: () => Variables) {
    this.#env = env;
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

  /** After too many wrong ones the right one is refused as well: else trying would go on. */
  passcode(shown: 'right' | 'wrong', address: string | null, nowMs: number): number | null {
    const ofAddress = `passcode ${address}`;
    const blocked =
      this.#rate.wait(ofAddress, maxWrongPasscodes, nowMs) ??
      this.#rate.wait('passcode', maxWrongPasscodesOfAll, nowMs);
    if (blocked === null && shown === 'wrong') {
      this.#rate.count(ofAddress, maxWrongPasscodes, nowMs);
      this.#rate.count('passcode', maxWrongPasscodesOfAll, nowMs);
    }
    return blocked;
  }
}
