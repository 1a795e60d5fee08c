import { clockToleranceMs } from '@parley/worker/contract/box-link.ts';

/** When an answer of the Worker was asked for and came, by the box's clock, and what it says about the time. */
export interface DatedAnswer {
  sentAtMs: number;
  receivedAtMs: number;
  /** Header `Date`: whole seconds, rounded down. */
  date: string | null;
  /** Header `Age`: seconds that it lay in a cache. */
  age?: string | null;
}

/**
 * By how much the box's clock is certainly ahead of (positive) or behind (negative) the Worker's, in milliseconds; 0 when the answer fits.
 * Null when it does not say. The answer was dated at some moment between question and answer, in some part of its second.
 */
export function clockErrorMs({ sentAtMs, receivedAtMs, date, age }: DatedAnswer): number | null {
  const datedMs = date === null ? Number.NaN : Date.parse(date);
  const ageMs = /^\d{1,6}$/.test(age ?? '') ? Number(age) * 1000 : 0;
  if (Number.isNaN(datedMs)) return null;
  const aheadMs = sentAtMs - (datedMs + ageMs + 999);
  const behindMs = receivedAtMs - (datedMs + ageMs);
  return Math.max(0, aheadMs) + Math.min(0, behindMs);
}

/** Compares the box's clock with the Worker's, on answers to questions that the box asks anyway. */
export class ClockWatch {
  /** Of the last answer that said the time; 0 before. */
  errorMs = 0;

  get isWrong(): boolean {
    return Math.abs(this.errorMs) > clockToleranceMs;
  }

  note(answer: DatedAnswer): void {
    this.errorMs = clockErrorMs(answer) ?? this.errorMs;
  }

  /** `fetch` that looks at the clock on the way. */
  readonly fetch = async (...[url, init]: Parameters<typeof fetch>): Promise<Response> => {
    const sentAtMs = Date.now();
    const response = await fetch(url, init);
    const { headers } = response;
    this.note({ sentAtMs, receivedAtMs: Date.now(), date: headers.get('date'), age: headers.get('age') });
    return response;
  };
}
