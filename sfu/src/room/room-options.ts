import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { connection } from '../../contract/version.ts';
import type { Log } from '../log.ts';
import type { MediaWorkers } from '../media/media-workers.ts';
import type { Timers } from '../timers.ts';
import type { ModeTimes } from './mode.ts';
import type { Restore, RoomStore } from './room-store.ts';

/** How long a room waits, in milliseconds. */
export const defaultRoomTimes = {
  /** For the `join` of a connected peer. */
  joinDeadlineMs: 30_000,
  /** For the next socket of a suspended peer. */
  resumeGraceMs: connection.resumeGraceMs as number,
  /**
   * The same once their media are lost as well, which takes the media worker some 15 s to see: a closed tab, rather than a box that
   * cannot be reached. Whoever comes back later asks the Worker, and is the same participant.
   */
  unreachableGraceMs: 2_000,
  /** For the next peer of an empty room. */
  emptyGraceMs: 30_000,
  /** For someone who was on the meeting's box before. */
  expectedGraceMs: 20_000,
};
export type RoomTimes = typeof defaultRoomTimes;

/** Which room of which meeting. */
export interface RoomName {
  meetingId: string;
  placement: number;
}

/** What every room of a box needs. */
export interface RoomDependencies {
  workers: MediaWorkers;
  timers: Timers;
  log: Log;
  times: RoomTimes;
  modeTimes: ModeTimes;
  /** For a room that opens. */
  makeStore(room: RoomName): RoomStore;
  /** A room took in what it had elsewhere. */
  restored(room: RoomName, part: Restore): void;
  /** Tells the Worker, over the box link. */
  report(event: RoomEvent): void;
}

/** What one room is opened with. */
export interface RoomBirth {
  meetingId: string;
  placement: number;
  locked: boolean;
  policy: MediaPolicy;
}

/** Who keeps the room. */
export interface RoomOwner {
  /** It has so many peers more, or fewer. */
  resized(by: number): void;
  closed(): void;
}
