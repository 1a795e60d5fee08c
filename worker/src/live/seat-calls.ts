import type { SharedFile } from '../../contract/files.ts';
import type { SeatKey } from '../../contract/meetings.ts';
import type { StoredBytes } from '../files/store-bytes.ts';
import type { RatedCall } from '../meetings/rating-store.ts';
import { accept, type Outcome, refuse } from '../refusal.ts';
import { hashSecret, sameHash } from '../secrets.ts';
import type { CallLimits } from './call-limits.ts';
import type { FoundFile, NewFile, Upload } from './calls.ts';
import type { LiveFiles } from './live-files.ts';
import type { LivePlacement } from './live-placement.ts';
import type { LiveState } from './live-state.ts';
import type { Seat } from './seat.ts';

/** Calls a minute with one seat, besides joins. */
const callsPerSeat = { ice: 20, upload: 10, download: 60 };

type Seated = { state: LiveState; seat: Seat };
type Needs = {
  load: (meetingId: string) => Promise<Outcome<LiveState>>;
  limits: CallLimits;
  files: LiveFiles;
  placement: LivePlacement;
};

/** What somebody may ask who shows the seat of a person that was let in. */
export class SeatCalls {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async seatHolder(meetingId: string, shown: SeatKey, address: string | null): Promise<Outcome<string>> {
    const by = await this.#seated('ice', meetingId, shown, address);
    return by.ok ? accept(by.value.seat.participantId) : by;
  }

  async beginFile(meetingId: string, shown: SeatKey, address: string | null, file: NewFile): Promise<Outcome<Upload>> {
    const by = await this.#seated('upload', meetingId, shown, address);
    return by.ok ? this.#needs.files.begin(by.value.state, by.value.seat, file, Date.now()) : by;
  }

  async finishFile(
    meetingId: string,
    shown: SeatKey,
    fileId: string,
    stored: StoredBytes,
  ): Promise<Outcome<SharedFile>> {
    const by = await this.#seated(null, meetingId, shown, null);
    if (!by.ok) return by;
    const { state, seat } = by.value;
    const finished = this.#needs.files.finish(state, seat, fileId, stored, Date.now());
    if (!finished.ok) return finished;
    await this.#needs.placement.command(state, (at) => ({ name: 'share-file', ...at, ...finished.value }));
    return accept(finished.value.file);
  }

  async findFile(
    meetingId: string,
    shown: SeatKey,
    address: string | null,
    fileId: string,
  ): Promise<Outcome<FoundFile>> {
    const by = await this.#seated('download', meetingId, shown, address);
    return by.ok ? this.#needs.files.find(by.value.seat, fileId, Date.now()) : by;
  }

  async ratedCall(
    meetingId: string,
    shown: SeatKey,
    address: string | null,
    by: 'rating' | 'report',
  ): Promise<Outcome<RatedCall>> {
    const { load, limits } = this.#needs;
    const wait = limits.call('seat', address, Date.now()) ?? limits.seat(by, shown.id, 10, Date.now());
    if (wait !== null) return refuse('rate-limited', wait);
    const found = await load(meetingId);
    if (!found.ok) return found;
    const state = found.value;
    const [hash, rater] = await Promise.all([hashSecret(shown.secret), hashSecret(`rater ${shown.id}`)]);
    const seat = state.seat(shown.id);
    const past = seat ? null : state.pastSeat(shown.id, Date.now());
    const secretHash = (seat ?? past)?.secretHash;
    if (!secretHash || !sameHash(secretHash, hash)) return refuse('seat-unknown');
    const startedAtMs = past ? past.startedAtMs : state.facts.attendedSinceMs;
    const wasIn = past || (seat && (seat.state === 'present' || seat.state === 'admitted') && seat.placement > 0);
    return wasIn && startedAtMs !== null ? accept({ meetingId, startedAtMs, rater }) : refuse('not-allowed');
  }

  /** `kind` null: not counted, as part of a call that was. */
  async #seated(
    kind: keyof typeof callsPerSeat | null,
    meetingId: string,
    shown: SeatKey,
    address: string | null,
  ): Promise<Outcome<Seated>> {
    const { load, limits } = this.#needs;
    const wait = kind === null ? null : limits.call('seat', address, Date.now());
    if (wait !== null) return refuse('rate-limited', wait);
    const found = await load(meetingId);
    if (!found.ok) return found;
    const hash = await hashSecret(shown.secret);
    const seat = found.value.seat(shown.id);
    if (!seat || !sameHash(seat.secretHash, hash)) return refuse('seat-unknown');
    if (seat.state !== 'admitted' && seat.state !== 'present') return refuse('not-allowed');
    const tooMany = kind === null ? null : limits.seat(kind, seat.id, callsPerSeat[kind], Date.now());
    return tooMany === null ? accept({ state: found.value, seat }) : refuse('rate-limited', tooMany);
  }
}
