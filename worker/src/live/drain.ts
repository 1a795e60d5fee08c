import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import type { FleetStore, PlacedRoom } from './fleet-store.ts';
import { ringAt } from './ring-at.ts';
import { liveMeetingOf } from './room-reports.ts';

/** Between two batches of moves; up to as much again is added at random, so that boxes and browsers do not all work at once. */
const batchEveryMs = 400;
/** When nobody could be moved: another box may come, or have room, later. */
const tryAgainAfterMs = 5_000;
const minBatch = 5;
/** A box keeps what came for rooms that nobody has joined yet, but only of so many. */
const maxBatch = 50;

/** How many of a box's meetings move next: half of what is left, within bounds, so that also many are under way within seconds. */
export function batchSize(left: number): number {
  return Math.min(left, maxBatch, Math.max(minBatch, Math.ceil(left / 2)));
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Moves meetings away from boxes that drain, a batch per ring of the fleet's alarm, until none is left there. */
export class Drain {
  readonly #env: Env;
  readonly #storage: DurableObjectStorage;
  readonly #store: FleetStore;
  readonly #isDraining: (boxId: string) => boolean;

  constructor(env: Env, storage: DurableObjectStorage, store: FleetStore, isDraining: (boxId: string) => boolean) {
    this.#env = env;
    this.#storage = storage;
    this.#store = store;
    this.#isDraining = isDraining;
  }

  /** A box began to drain. */
  async begin(): Promise<void> {
    await ringAt(this.#storage, Date.now() + Math.random() * batchEveryMs);
  }

  /** The alarm rang: moves the next batch, and sets the alarm for the one after it. */
  async moveBatch(): Promise<void> {
    const boxes = this.#store.boxes().filter(({ id }) => this.#isDraining(id));
    const counts = await Promise.all(boxes.map(({ id }) => this.#moveFrom(id)));
    if (boxes.every(({ id }) => this.#store.openRoomsOf(id).length === 0)) return;
    const moved = counts.some((count) => count > 0);
    await ringAt(this.#storage, Date.now() + (moved ? batchEveryMs * (1 + Math.random()) : tryAgainAfterMs));
  }

  /** How many have left the box. */
  async #moveFrom(boxId: string): Promise<number> {
    const rooms = this.#store.openRoomsOf(boxId);
    const batch = shuffled(rooms).slice(0, batchSize(rooms.length));
    const left = await Promise.all(batch.map((room) => this.#moveOne(room)));
    return left.filter(Boolean).length;
  }

  async #moveOne({ meetingId, placement, boxId }: PlacedRoom): Promise<boolean> {
    try {
      const moved = await liveMeetingOf(this.#env, meetingId).moveAway(boxId, placement);
      // The meeting knows better where it is: what is written here of it is over.
      if (moved === 'elsewhere' && this.#store.room(meetingId, placement)) this.#store.deleteRoom(meetingId, placement);
      return moved !== 'stays';
    } catch (error) {
      log({ level: 'error', event: 'request-failed', where: 'moveAway', reason: describeError(error) });
      return false;
    }
  }
}
