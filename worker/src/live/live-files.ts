import { fileLifeMs, maxFileBytes, type SharedFile } from '../../contract/files.ts';
import { describeError, log } from '../log.ts';
import { accept, type Outcome, refuse } from '../refusal.ts';
import { randomId, randomSecret } from '../secrets.ts';
import type { FoundFile, NewFile, Upload } from './calls.ts';
import { hasRoomFor, mayBeFor, mayHave, refusedToShare } from './decide-file.ts';
import type { FileStore, LiveFile } from './file-store.ts';
import type { LiveState } from './live-state.ts';
import type { Seat } from './seat.ts';

/** How long an upload may take. */
const uploadWithinMs = 10 * 60_000;
/** When the bucket did not delete, it is asked again after this. */
const retryAfterMs = 60_000;

const shared = ({ id, name, size, type }: LiveFile): SharedFile => ({ id, name, size, type });

/** The files that people share in a live meeting: who may have them, and for how long. Their bytes are in the bucket. */
export class LiveFiles {
  readonly #store: FileStore;
  readonly #bucket: R2Bucket;
  #sweeping: Promise<void> | null = null;

  constructor(store: FileStore, bucket: R2Bucket) {
    this.#store = store;
    this.#bucket = bucket;
  }

  /** Keeps room for an upload and says where its bytes go. */
  begin(state: LiveState, seat: Seat, { name, size, to }: NewFile, nowMs: number): Outcome<Upload> {
    const refused = refusedToShare(seat, state.permissions);
    if (refused) return refuse(refused);
    if (to !== null && !mayBeFor(state.seatOfParticipant(to))) return refuse('participant-not-found');
    const file: LiveFile = {
      id: randomId(),
      name,
      size: size ?? maxFileBytes,
      type: 'application/octet-stream',
      key: randomSecret(),
      participantId: seat.participantId,
      to,
      stored: false,
    };
    if (!hasRoomFor(file.size, this.#store.current(nowMs))) return refuse('files-full');
    this.#store.put(file, nowMs + uploadWithinMs);
    return accept({ fileId: file.id, key: file.key });
  }

  /** The bytes are in the bucket: people may have them now, if the uploader is still one who may share. */
  finish(
    state: LiveState,
    seat: Seat,
    fileId: string,
    stored: Pick<SharedFile, 'size' | 'type'>,
    nowMs: number,
  ): Outcome<{ participantId: string; to: string | null; file: SharedFile }> {
    const file = this.#store.get(fileId, nowMs);
    if (!file || file.stored || file.participantId !== seat.participantId) return refuse('file-not-found');
    const refused = refusedToShare(seat, state.permissions);
    if (refused) return refuse(refused);
    if (file.to !== null && !mayBeFor(state.seatOfParticipant(file.to))) return refuse('participant-not-found');
    const complete = { ...file, ...stored, stored: true };
    this.#store.put(complete, nowMs + fileLifeMs);
    const { participantId, to } = complete;
    return accept({ participantId, to, file: shared(complete) });
  }

  find(seat: Seat, fileId: string, nowMs: number): Outcome<FoundFile> {
    const file = this.#store.get(fileId, nowMs);
    return file && mayHave(seat, file) ? accept({ key: file.key, file: shared(file) }) : refuse('file-not-found');
  }

  /** An upload came to nothing, if only because the room could not be told: what there is of it is deleted. */
  giveUp(fileId: string, nowMs: number): void {
    const file = this.#store.get(fileId, nowMs);
    if (file) this.#store.put(file, 0);
  }

  /** Nobody may have any of them any more. */
  expireAll(): void {
    this.#store.expireAll();
  }

  /** When `sweep` has something to do again; null if never. */
  dueAtMs(nowMs: number): number | null {
    const dueMs = this.#store.nextDueMs();
    return dueMs !== null && dueMs <= nowMs ? nowMs + retryAfterMs : dueMs;
  }

  /** Deletes the bytes of those whose time is over. */
  sweep(meetingId: string, nowMs: number): Promise<void> {
    const expired = this.#store.expired(nowMs);
    if (expired.length === 0) return this.#sweeping ?? Promise.resolve();
    this.#sweeping ??= this.#delete(meetingId, expired).finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #delete(meetingId: string, files: readonly LiveFile[]): Promise<void> {
    try {
      await this.#bucket.delete(files.map(({ key }) => key));
      for (const { id } of files) this.#store.delete(id);
    } catch (error) {
      log({ level: 'error', event: 'files-not-deleted', meetingId, reason: describeError(error) });
    }
  }
}
