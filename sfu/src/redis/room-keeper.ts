import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { Log } from '../log.ts';
import type { RoomName } from '../room/room-options.ts';
import type { Restore } from '../room/room-store.ts';
import type { Cancel, Timers } from '../timers.ts';
import { readRecord } from './read-record.ts';
import { ForeignHash, type RedisHashes } from './redis-hashes.ts';
import { type Person, RoomRecord } from './room-record.ts';

/** What happens within so much time is written together. */
const gatherMs = 50;
/** Until the next attempt when writing failed; an earlier one comes with the connection. */
const retryMs = 1_000;
/** How long a room outlives its last sign of life, for a box that comes back; and how often a quiet room gives one. */
const lifeMs = 60 * 60_000;
const prolongMs = 10 * 60_000;
/** Closed rooms whose hashes are yet to be deleted, at most: others end by themselves. */
const maxDoomed = 1_000;

export interface RoomKeeperOptions {
  timers: Timers;
  log: Log;
  /** Gives a room what was kept of it. */
  restore(room: RoomName, part: Restore): void;
  /** Who somebody in the room is; null when they are not there. */
  personOf(room: RoomName, participantId: string): Person | null;
}

interface Kept {
  room: RoomName;
  record: RoomRecord;
  /** What was stored of it before is taken in: only then anything is written. */
  isRead: boolean;
  /**
   * `wanted`: the Worker gave it what the placement before had, so that it may have the copy of that one as well, which is newer by
   * what the Worker did not hear any more. Without the Worker's word that one may be of another day, and other people.
   */
  earlier: 'unknown' | 'wanted' | 'taken';
}

const keyOf = ({ meetingId, placement }: RoomName) => `parley:room:${meetingId}:${placement}`;

/**
 * Keeps the soft state of the rooms in Redis, so that it survives this process. Writes behind what happens; a Redis that is slow or gone
 * holds nothing up, and is told afterwards.
 */
export class RoomKeeper {
  private readonly rooms = new Map<string, Kept>();
  private readonly doomed = new Set<string>();
  private working: Promise<void> | null = null;
  private cancelWork: Cancel | null = null;
  private isFailing = false;
  /** What a room takes in at this moment is from here. */
  private isRestoring = false;
  private isClosing = false;
  private readonly cancelProlong: Cancel;
  private readonly hashes: RedisHashes;
  private readonly options: RoomKeeperOptions;

  constructor(connect: (onUp: () => void) => RedisHashes, options: RoomKeeperOptions) {
    this.options = options;
    this.hashes = connect(() => this.connected());
    this.cancelProlong = options.timers.every(prolongMs, () => void this.prolong());
  }

  get isUp(): boolean {
    return this.hashes.ready;
  }

  /** A room opens: it gets what an earlier process had of it, as soon as that is read. */
  opened(room: RoomName): void {
    this.rooms.set(keyOf(room), { room, record: new RoomRecord(), isRead: false, earlier: 'unknown' });
    this.doomed.delete(keyOf(room));
    this.work(0);
  }

  /** Something happened in a room. */
  report(event: RoomEvent): void {
    const key = keyOf(event);
    const kept = this.rooms.get(key);
    if (!kept || this.isClosing) return;
    if (event.type === 'room-closed') this.closed(key);
    else kept.record.take(event, (participantId) => this.options.personOf(kept.room, participantId));
    this.work(gatherMs);
  }

  /** A room took in what the Worker, or Redis, had of it. */
  restored(room: RoomName, part: Restore): void {
    const kept = this.rooms.get(keyOf(room));
    if (!kept) return;
    kept.record.takePart(part);
    if (!this.isRestoring && kept.earlier === 'unknown') kept.earlier = 'wanted';
    this.work(gatherMs);
  }

  /**
   * Writes what is left, as long as that goes quickly. What happens from here on is not taken in: a box that closes may be back in a
   * moment, so its rooms are kept as they were before everybody was sent away.
   */
  async close(patienceMs: number): Promise<void> {
    this.isClosing = true;
    this.cancelProlong();
    this.cancelWork?.();
    if (this.hashes.ready) {
      const last = (this.working ?? Promise.resolve()).then(() => this.writeAll()).catch(() => {});
      await Promise.race([last, this.options.timers.pause(patienceMs)]);
    }
    this.cancelWork?.();
    this.hashes.close();
  }

  private closed(key: string): void {
    this.rooms.delete(key);
    if (this.doomed.size < maxDoomed) this.doomed.add(key);
  }

  /** Redis may have been emptied meanwhile. */
  private connected(): void {
    for (const { record, isRead } of this.rooms.values()) if (isRead) record.rewrite();
    this.work(0);
  }

  private work(afterMs: number): void {
    if (this.cancelWork || this.working) return;
    this.cancelWork = this.options.timers.after(afterMs, () => {
      this.cancelWork = null;
      this.working = this.writeAll().then(
        () => {
          this.isFailing = false;
          this.worked(gatherMs);
        },
        (error) => {
          this.failed(error);
          this.worked(retryMs);
        },
      );
    });
  }

  private worked(pauseMs: number): void {
    this.working = null;
    const isDone =
      this.doomed.size === 0 &&
      [...this.rooms.values()].every(
        ({ record, isRead, earlier }) => isRead && earlier !== 'wanted' && !record.isDirty,
      );
    // A connection that comes up starts it again.
    if (!isDone && this.hashes.ready) this.work(pauseMs);
  }

  /** A lost connection says so itself; Redis may also refuse what it is told. One line, however often it does. */
  private failed(error: unknown): void {
    if (this.hashes.ready && !this.isFailing) this.options.log('redis-refused', { error });
    this.isFailing = this.hashes.ready;
  }

  private async writeAll(): Promise<void> {
    if (!this.hashes.ready) return;
    for (const key of [...this.doomed]) {
      await this.hashes.delete(key);
      this.doomed.delete(key);
    }
    for (const [key, kept] of [...this.rooms]) {
      if (!kept.isRead) await this.read(key, kept);
      if (kept.earlier === 'wanted' && !this.isClosing) await this.readEarlier(key, kept);
      for (let batch = kept.record.next(); batch && this.rooms.get(key) === kept; batch = kept.record.next()) {
        try {
          await this.hashes.write(key, batch, lifeMs);
        } catch (error) {
          kept.record.failed(batch);
          throw error;
        }
      }
    }
  }

  private async read(key: string, kept: Kept): Promise<void> {
    const stored = await this.hashes.read(key).catch((error) => {
      if (!(error instanceof ForeignHash)) throw error;
      this.options.log('room-record-refused', { ...kept.room, error });
      kept.record.rewrite();
      return {};
    });
    kept.isRead = true;
    if (this.rooms.get(key) !== kept) return;
    const { good, bad } = readRecord(stored);
    const left = kept.record.load(good);
    if (bad > 0) {
      this.options.log('room-record-damaged', { ...kept.room, fields: bad });
      kept.record.rewrite();
    }
    if (Object.keys(left).length > 0) this.restore(kept.room, readRecord(left).part);
  }

  /** What the placement before left behind when its box was killed. */
  private async readEarlier(key: string, kept: Kept): Promise<void> {
    const { meetingId, placement } = kept.room;
    const stored = await this.hashes.read(keyOf({ meetingId, placement: placement - 1 })).catch((error) => {
      if (!(error instanceof ForeignHash)) throw error;
      return {};
    });
    kept.earlier = 'taken';
    if (this.rooms.get(key) !== kept || Object.keys(stored).length === 0) return;
    // Who is expected, and whom everybody sees, the Worker knows better.
    const { chat, polls, votes } = readRecord(stored).part;
    this.restore(kept.room, { expected: [], chat, polls, votes, spotlight: kept.record.spotlight });
  }

  private restore(room: RoomName, part: Restore): void {
    if (this.isClosing) return;
    this.isRestoring = true;
    this.options.restore(room, part);
    this.isRestoring = false;
  }

  private async prolong(): Promise<void> {
    for (const [key, { record, isRead }] of [...this.rooms]) {
      if (!isRead || record.isDirty) continue;
      const isThere = await this.hashes.prolong(key, lifeMs).catch(() => true);
      // Redis needed the space.
      if (!isThere) record.rewrite();
    }
    this.work(0);
  }
}
