import { describeError, log } from '../log.ts';
import { type Stay, writeAttendance } from '../meetings/attendance-store.ts';
import { attend } from './attend.ts';
import type { LiveState } from './live-state.ts';
import { maxRememberedSeats } from './seat.ts';
import type { StayStore } from './stay-store.ts';

/** Stays noted of one time at most: who comes and goes all the time is not noted for ever. */
const maxStays = 2 * maxRememberedSeats;

/** Notes who is in while a meeting is live, in the meeting's own storage at once and in the database soon after. */
export class Attendance {
  readonly #store: StayStore;
  readonly #db: D1Database;
  /** The last stay of each participant of the time that goes on; null until it is needed. */
  #last: Map<string, Stay> | null = null;
  #count = 0;
  #writing = Promise.resolve();
  /** There may be something unwritten, of an earlier life of the object or of a write that failed. */
  #unsure = true;

  constructor(store: StayStore, db: D1Database) {
    this.#store = store;
    this.#db = db;
  }

  /** Compares with who is in now, and notes the difference. Resolves when all is written, or could not be. */
  settle(state: LiveState, nowMs: number): Promise<void> {
    const changed = this.#note(state, nowMs);
    return changed || this.#unsure ? this.#write(state) : this.written();
  }

  /** When nothing is being written any more. */
  written(): Promise<void> {
    return this.#writing;
  }

  #note(state: LiveState, nowMs: number): boolean {
    const present = state.seats.filter((seat) => seat.state === 'present');
    const { attendedSinceMs, phase } = state.facts;
    if (attendedSinceMs === null && present.length === 0) return false;
    const startedAtMs = attendedSinceMs ?? this.#begin(state, nowMs);
    const last = this.#load(startedAtMs);
    const changed = attend(last, present, nowMs);
    for (const stay of changed) this.#put(last, startedAtMs, stay);
    if (phase === 'live') return changed.length > 0;
    this.#store.putSession({ startedAtMs, endedAtMs: nowMs });
    state.change({ attendedSinceMs: null });
    this.#last = null;
    return true;
  }

  #begin(state: LiveState, nowMs: number): number {
    this.#store.putSession({ startedAtMs: nowMs, endedAtMs: null });
    state.change({ attendedSinceMs: nowMs });
    return nowMs;
  }

  #load(startedAtMs: number): Map<string, Stay> {
    if (!this.#last) {
      const stays = this.#store.staysOf(startedAtMs);
      this.#count = stays.length;
      this.#last = new Map(stays.map((stay) => [stay.participantId, stay]));
    }
    return this.#last;
  }

  #put(last: Map<string, Stay>, startedAtMs: number, stay: Stay): void {
    const isNew = last.get(stay.participantId)?.joinedAtMs !== stay.joinedAtMs;
    if (isNew && this.#count >= maxStays) return;
    if (isNew) this.#count++;
    last.set(stay.participantId, stay);
    this.#store.putStay(startedAtMs, stay);
  }

  /** After a write under way, for what changed meanwhile. What failed is tried again with the next change. */
  #write(state: LiveState): Promise<void> {
    this.#unsure = false;
    this.#writing = this.#writing.then(async () => {
      const { meetingId } = state.facts;
      const unwritten = this.#store.unwritten();
      try {
        await writeAttendance(this.#db, meetingId, unwritten.sessions, unwritten.stays);
        this.#store.written(unwritten);
        this.#store.forgetWritten(state.facts.attendedSinceMs);
      } catch (error) {
        this.#unsure = true;
        log({ level: 'error', event: 'attendance-not-written', meetingId, reason: describeError(error) });
      }
    });
    return this.#writing;
  }
}
