import * as z from 'zod/mini';
import { sharedFile } from './files.ts';
import { boxId, meetingId, opaqueId, placement, region, rightsVersion } from './ids.ts';
import { grant, role } from './roles.ts';
import { chatMessage, expectedParticipant, maxChatMessages, maxPolls, poll, vote } from './room-state.ts';

/**
 * The box link: one outgoing WebSocket from each box to the fleet, at `/api/boxes/link`, JSON text messages.
 * It is opened with `Authorization: Bearer <JWT>`, signed with the box's own Ed25519 key:
 * `typ` = `parley-box+jwt`, `iss` = `sub` = box id, `aud` = the Worker's origin, `jti`, `iat`, `exp` ≤ 60 s.
 */
export const boxLinkTokenType = 'parley-box+jwt';
export const boxLinkTokenLifeSeconds = 60;

/** Version of the box link's messages. Worker and box refuse another one at hello. */
export const boxLinkVersion = 4;

/** Largest message, in bytes of UTF-8, either way. */
export const maxBoxLinkMessageBytes = 1024 * 1024;

/** The box sends the text `ping` this often; the fleet's auto-response answers `pong` without waking up. */
export const boxPingIntervalMs = 2_000;
/** A box without a ping for this long takes no new meetings, and its link counts as lost. */
export const boxSilentAfterMs = 7_000;

/** How long people have to move when their box drains, and how long a box that was asked to stop waits for them. */
export const moveDeadlineMs = 15_000;

/** Why a participant's stay in a room ended. */
export const participantEnd = z.enum([
  'left',
  'connection-lost',
  'removed',
  'replaced',
  'meeting-ended',
  'moved',
  'box-closing',
  'failed',
]);
export type ParticipantEnd = z.infer<typeof participantEnd>;

/** Why a room closed. */
export const roomEnd = z.enum(['empty', 'meeting-ended', 'moved', 'box-closing', 'failed']);
export type RoomEnd = z.infer<typeof roomEnd>;

const roomEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('participant-joined'),
    meetingId,
    placement,
    participantId: opaqueId,
    atMs: z.int(),
  }),
  z.strictObject({
    type: z.literal('participant-left'),
    meetingId,
    placement,
    participantId: opaqueId,
    atMs: z.int(),
    reason: participantEnd,
  }),
  z.strictObject({ type: z.literal('room-closed'), meetingId, placement, atMs: z.int(), reason: roomEnd }),
  z.strictObject({ type: z.literal('chat'), meetingId, placement, message: chatMessage }),
  z.strictObject({
    type: z.literal('hand'),
    meetingId,
    placement,
    participantId: opaqueId,
    atMs: z.int(),
    /** Null: it is down. */
    raisedAtMs: z.nullable(z.int()),
  }),
  /** A poll began, or ended; null: of that id there is none any more. */
  z.strictObject({ type: z.literal('poll'), meetingId, placement, id: opaqueId, poll: z.nullable(poll) }),
  z.strictObject({ type: z.literal('vote'), meetingId, placement, vote }),
  /** Whom a host shows to everybody; null: nobody. */
  z.strictObject({ type: z.literal('spotlight'), meetingId, placement, participantId: z.nullable(opaqueId) }),
]);
export type RoomEvent = z.infer<typeof roomEvent>;

const count = z.int().check(z.nonnegative());

/** Upper ends of the sizes that rooms are counted by: of one person, of two, of up to four …; the last class has no end. */
export const roomSizes = [1, 2, 4, 10, 25] as const;

const boxLoad = z.strictObject({
  participants: count,
  rooms: count,
  /** Of the rooms, those whose media go directly from person to person. */
  roomsInP2p: count,
  /** Rooms by how many people are in: one count for each of `roomSizes`, and one for all larger ones. */
  roomsBySize: z.array(count).check(z.length(roomSizes.length + 1)),
  /** Busiest media worker's share of one core, 0 to 1. */
  cpu: z.number().check(z.minimum(0), z.maximum(1)),
  /** Streams that are sent to people, muted and paused ones left out. */
  consumers: count,
  /** What all media workers send, in Mbit/s over the last sample. */
  sendMbps: z.number().check(z.nonnegative()),
});
export type BoxLoad = z.infer<typeof boxLoad>;

/**
 * What keeps a box from taking new meetings; `address-unreachable` is found by the Worker, the others by the box. A look may be wrong: a
 * box with that problem alone is taken all the same where no other box can take a meeting.
 */
export const boxProblem = z.enum(['media-workers-down', 'clock-wrong', 'disk-full', 'address-unreachable']);
export type BoxProblem = z.infer<typeof boxProblem>;

/** A box's clock may differ from the Worker's by so much, in milliseconds: join tokens bear no more. */
export const clockToleranceMs = 20_000;

export const fromBox = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    version: z.int(),
    /** Version of the box's software, for people. */
    software: z.string().check(z.maxLength(64)),
    boxId,
    region,
    /** Version of its signaling (`sfu/contract/version.ts`): what clients must speak. */
    protocol: z.int(),
    /** Participants it is willing to carry. */
    capacity: z.int().check(z.positive()),
    /** What it is willing to send, in Mbit/s; null: it does not say. */
    capacityMbps: z.nullable(z.number().check(z.positive())),
    /** Where its media workers are reached, for a look from outside: TCP answers there as well. */
    media: z
      .array(z.strictObject({ address: z.string().check(z.maxLength(253)), port: z.int() }))
      .check(z.maxLength(1_024)),
    /** Its clock at this moment. */
    atMs: z.int(),
    load: boxLoad,
    /** A box with a problem gets no new meetings. */
    problems: z.array(boxProblem).check(z.maxLength(8)),
    /** It is about to stop: no new meetings, and those on it are to be moved away. */
    draining: z.boolean(),
    /** Rooms that are open now: the box's half of the snapshot exchange. */
    rooms: z.array(z.strictObject({ meetingId, placement, participantIds: z.array(opaqueId) })),
  }),
  /** Only on material change. */
  z.strictObject({ type: z.literal('load'), load: boxLoad, problems: z.array(boxProblem).check(z.maxLength(8)) }),
  /** The box was asked to stop, and waits for its rooms to be moved away, at most `moveDeadlineMs`. */
  z.strictObject({ type: z.literal('drain') }),
  /**
   * Batched: a few messages at once, so that hardly anything is lost with a box that dies, and one a second after that. `seq` grows by one per message of a box's process. Acked by the fleet (an ack covers
   * all before it) and resent, with the same `seq`, after a reconnect.
   */
  z.strictObject({ type: z.literal('events'), seq: z.int(), events: z.array(roomEvent).check(z.maxLength(1000)) }),
  z.strictObject({ type: z.literal('ack'), commandId: opaqueId, ok: z.boolean() }),
]);
export type FromBox = z.infer<typeof fromBox>;

/** Someone who may not come (back) in: checked at connect and resume, kept even where no such peer exists. */
const ban = z.object({
  participantIds: z.array(opaqueId),
  /** The network address as the Worker saw it, when the host chose to ban it too. */
  address: z.nullable(z.string()),
});
export type Ban = z.infer<typeof ban>;

export const boxCommand = z.discriminatedUnion('name', [
  z.object({ name: z.literal('close-room'), meetingId, placement, reason: z.enum(['meeting-ended', 'moved']) }),
  /** Closes the peers, if any, and keeps the ban until the room's placement ends. */
  z.object({ name: z.literal('remove-participant'), meetingId, placement, ban }),
  z.object({ name: z.literal('lock-room'), meetingId, placement, locked: z.boolean() }),
  /**
   * The meeting has a newer placement elsewhere. People are told to go there while everything here plays on; the room closes as
   * `moved` when all have gone, or after `deadlineMs`. Newcomers are not let in here any more.
   */
  z.object({ name: z.literal('move-room'), meetingId, placement, deadlineMs: z.int().check(z.positive()) }),
  /** What the placement before had: sent with a new placement, before or after the first one joins. May come in parts. */
  z.object({
    name: z.literal('restore-room'),
    meetingId,
    placement,
    expected: z.array(expectedParticipant).check(z.maxLength(500)),
    chat: z.array(chatMessage).check(z.maxLength(maxChatMessages)),
    polls: z.array(poll).check(z.maxLength(maxPolls)),
    votes: z.array(vote).check(z.maxLength(2_000)),
    spotlight: z.nullable(opaqueId),
  }),
  /**
   * What people are and may do from now on: of those who are in at once, of the others when they come with a token of older rights.
   * What somebody may not send any more ends. Older than what the box has: ignored.
   */
  z.object({
    name: z.literal('set-rights'),
    meetingId,
    placement,
    version: rightsVersion,
    people: z
      .array(z.object({ participantId: opaqueId, role, grants: z.array(grant).check(z.maxLength(16)) }))
      .check(z.maxLength(1_000)),
  }),
  /** Somebody in the room uploaded a file: the room says so in the chat, in their name. */
  z.object({
    name: z.literal('share-file'),
    meetingId,
    placement,
    participantId: opaqueId,
    to: z.nullable(opaqueId),
    file: sharedFile,
  }),
]);
export type BoxCommand = z.infer<typeof boxCommand>;

export const toBox = z.discriminatedUnion('type', [
  /**
   * Answer to hello: the Worker's half of the snapshot. A room of the box that is missing here, or has another placement,
   * is closed as `moved`.
   */
  z.object({
    type: z.literal('welcome'),
    version: z.int(),
    rooms: z.array(z.object({ meetingId, placement, locked: z.boolean(), bans: z.array(ban) })),
  }),
  /** Resent until acked; the box remembers ids and applies each once. */
  z.object({ type: z.literal('command'), id: opaqueId, command: boxCommand }),
  z.object({ type: z.literal('events-ack'), seq: z.int() }),
]);
export type ToBox = z.infer<typeof toBox>;
