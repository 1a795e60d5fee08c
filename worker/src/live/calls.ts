import type { BoxCommand, RoomEvent } from '../../contract/box-link.ts';
import type { Box, BoxRefusal } from '../../contract/boxes.ts';
import type { SharedFile } from '../../contract/files.ts';
import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { MeetingPreview, SeatKey, WaitingReason } from '../../contract/meetings.ts';
import type { Grant, Permissions, Role } from '../../contract/roles.ts';
import type { StoredBytes } from '../files/store-bytes.ts';
import type { MeetingSettings } from '../meetings/meeting-store.ts';
import type { RatedCall } from '../meetings/rating-store.ts';
import type { Outcome } from '../refusal.ts';
import type { CallerPlace } from './place.ts';

/** A join request as the live meeting needs it. */
export type Arrival = {
  name: string;
  seat: SeatKey | null;
  clientNonce: string;
  passcode: string | null;
  /** Who is signed in; null for guests. */
  accountId: string | null;
  /** Network address; null where the runtime does not tell. */
  address: string | null;
  /** Where they are, for a box near them. */
  place: CallerPlace;
  /** The placement whose box they cannot reach; null otherwise. */
  gone: number | null;
};

export type Arrived = {
  meeting: { id: string; title: string };
  participant: { id: string; name: string; role: Role };
  seat: SeatKey;
  admitted: Placed | { reason: WaitingReason };
};

/** Where somebody who was let in goes, and what they may do there. */
export type Placed = { box: PlacedBox; placement: number; media: MediaPolicy; rights: number; grants: Grant[] };

export type PlacedBox = { id: string; url: string };

/** A file that somebody wants to share. `size` null: not known beforehand. `to` null: for everybody. */
export type NewFile = { name: string; size: number | null; to: string | null };
/** Where its bytes go. */
export type Upload = { fileId: string; key: string };
export type FoundFile = { key: string; file: SharedFile };

/**
 * What a call test may use. `boxId`: where somebody who comes now would get; null: no box yet, or they need not know. `relay`: nothing
 * would keep them out, so that they may try the TURN servers.
 */
export type TestPlace = { boxId: string | null; relay: boolean };

/** A meeting's next placement. */
export type Placing = {
  meetingId: string;
  placement: number;
  /** Where those who come are; null: where the meeting is now. One that leaves a box with its people stays in its region in any case. */
  people: CallerPlace | null;
  /** Not on this box. */
  avoid: string | null;
  /** What becomes of the room that it leaves: closed at once, or played on until its people have gone over. */
  leave: 'close' | 'move';
};

/** `stays`: no box can take it, ask again later. `elsewhere`: the meeting is not on that box (any more). */
export type MovedAway = 'moved' | 'stays' | 'elsewhere';

/** How someone shows that they may moderate. */
export type ModeratorClaim = { accountId: string | null; seat: SeatKey | null };

export type ModeratorAction =
  | { type: 'end' }
  | { type: 'lock'; locked: boolean }
  | { type: 'set-lobby'; lobby: boolean }
  /** `seatIds` null: all who wait. */
  | { type: 'answer-knock'; answer: 'admit' | 'deny'; seatIds: string[] | null }
  | { type: 'remove'; participantId: string; banAddress: boolean }
  | { type: 'set-role'; participantId: string; role: Role }
  | { type: 'set-permissions'; permissions: Partial<Permissions> };

/** What others may ask of a live meeting. A refused call changes nothing. */
export interface LiveMeetingCalls extends Rpc.DurableObjectBranded {
  fetch(request: Request): Promise<Response>;
  preview(meetingId: string, accountId: string | null): Promise<Outcome<MeetingPreview>>;
  join(meetingId: string, arrival: Arrival): Promise<Outcome<Arrived>>;
  moderate(
    meetingId: string,
    by: ModeratorClaim,
    action: ModeratorAction,
    address: string | null,
  ): Promise<Outcome<true>>;
  /** The participant who holds this seat, for fresh TURN credentials. */
  seatHolder(meetingId: string, seat: SeatKey, address: string | null): Promise<Outcome<string>>;
  /** Keeps room for a file of that person, who is in and may chat. */
  beginFile(meetingId: string, seat: SeatKey, address: string | null, file: NewFile): Promise<Outcome<Upload>>;
  /** Its bytes are in the bucket: the room is told. */
  finishFile(meetingId: string, seat: SeatKey, fileId: string, stored: StoredBytes): Promise<Outcome<SharedFile>>;
  giveUpFile(fileId: string): Promise<void>;
  /** A file that this person may have, and its key in the bucket. */
  findFile(meetingId: string, seat: SeatKey, address: string | null, fileId: string): Promise<Outcome<FoundFile>>;
  /** What a call test by this person may use. */
  testPlace(meetingId: string, accountId: string | null): Promise<Outcome<TestPlace>>;
  /** The call that this person was in, for their rating of it, or their client's report; also for a while after the meeting ended. */
  ratedCall(
    meetingId: string,
    seat: SeatKey,
    address: string | null,
    by: 'rating' | 'report',
  ): Promise<Outcome<RatedCall>>;
  settingsChanged(settings: MeetingSettings): Promise<void>;
  deleted(): Promise<void>;
  /** Things that happened in the room of that placement on that box; of one that is being left, only what was said there counts. */
  roomEvents(boxId: string, placement: number, events: RoomEvent[]): Promise<void>;
  /** Who is in the room, as the box says when its link opens; null: the box has no such room. */
  roomSnapshot(boxId: string, placement: number, participantIds: string[] | null): Promise<void>;
  /** Leaves a box that drains, if that placement is the present one. */
  moveAway(boxId: string, placement: number): Promise<MovedAway>;
}

export type NewEnrolment = { boxId: string; url: string; region: string };
export type EnrolmentRequest = { token: string; boxId: string; publicX: string };

/** What others may ask of the fleet. */
export interface FleetCalls extends Rpc.DurableObjectBranded {
  fetch(request: Request): Promise<Response>;
  /** Puts a meeting's next placement on a box; null if none can take it, and then nothing is changed. */
  place(placing: Placing): Promise<PlacedBox | null>;
  /** A box for a call test: the wanted one if it takes anything new, else one for the region. Nothing is placed there. */
  boxForTest(people: CallerPlace, wanted: string | null): Promise<PlacedBox | null>;
  /** Is the box linked and not silent? */
  reachable(boxId: string): Promise<boolean>;
  /** Each acts on the box that serves its placement: now if it is linked, else when its link is back. In order. */
  command(...commands: BoxCommand[]): Promise<void>;
  /** The placement is over and its room is empty. */
  release(meetingId: string, placement: number): Promise<void>;
  healthyBoxes(): Promise<number>;
  listBoxes(): Promise<Box[]>;
  /** Boxes that were not let in, the newest first, at most 50. */
  refusedBoxes(): Promise<BoxRefusal[]>;
  createEnrolmentToken(target: NewEnrolment): Promise<{ token: string; expiresAtMs: number }>;
  enrol(request: EnrolmentRequest): Promise<Outcome<NewEnrolment>>;
  forget(boxId: string): Promise<Outcome<true>>;
  /** Moves all meetings away from a box and places no new ones there, or takes that back. */
  drain(boxId: string, draining: boolean): Promise<Outcome<true>>;
}
