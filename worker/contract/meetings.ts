import * as z from 'zod/mini';
import { boxId, meetingId, opaqueId, placement, secret } from './ids.ts';
import { mediaPolicy } from './media-policy.ts';
import { role } from './roles.ts';
import { displayName, meetingTitle } from './text.ts';

/** Milliseconds since 1970. */
const timestampMs = z.int();

/** Upper bound of seats in one meeting; a host may set fewer. */
export const maxSeatsLimit = 500;
/** Seats of a new meeting. */
export const defaultMaxSeats = 100;

/** A meeting as its host sees it. */
export const meeting = z.object({
  id: meetingId,
  title: z.string(),
  /** Guests wait until a host admits them. */
  lobby: z.boolean(),
  maxSeats: z.int(),
  media: mediaPolicy,
  createdAtMs: timestampMs,
  /** When somebody was last in it; null when nobody ever was. */
  lastLiveAtMs: z.nullable(timestampMs),
});
export type Meeting = z.infer<typeof meeting>;

export const newMeeting = z.strictObject({
  title: meetingTitle,
  lobby: z.optional(z.boolean()),
  maxSeats: z.optional(z.int().check(z.minimum(1), z.maximum(maxSeatsLimit))),
  /** Default `auto`. */
  media: z.optional(mediaPolicy),
});

export const meetingChange = z.strictObject({
  title: z.optional(meetingTitle),
  lobby: z.optional(z.boolean()),
  maxSeats: z.optional(z.int().check(z.minimum(1), z.maximum(maxSeatsLimit))),
  /** Takes effect when the meeting is next placed on a box. */
  media: z.optional(mediaPolicy),
});

/** What anyone with the link may know before joining. */
export const meetingPreview = z.object({
  id: meetingId,
  title: z.string(),
  /** `ended`: a host ended it and no host has come back yet. */
  state: z.enum(['idle', 'live', 'ended']),
  locked: z.boolean(),
  lobby: z.boolean(),
  /** In effect now: `auto` outside the operator's rollout share shows as `sfu`. */
  media: mediaPolicy,
  /** There is a TURN server: who hides their address can still talk directly. */
  relay: z.boolean(),
  participantCount: z.int(),
  /** The signed-in caller owns this meeting. */
  youAreHost: z.boolean(),
  /** The box that serves the live meeting, to open a connection early; null while idle, and for guests while lobby or lock keep them out. */
  boxUrl: z.nullable(z.url()),
});
export type MeetingPreview = z.infer<typeof meetingPreview>;

/** A participant's place in a live meeting; its secret is shown once, here, and only its hash is kept. */
export const seatKey = z.object({ id: opaqueId, secret });
export type SeatKey = z.infer<typeof seatKey>;

export const joinRequest = z.strictObject({
  name: displayName,
  /** The seat that this person holds already: after a reload, after the lobby, on the way to another box. */
  seat: z.optional(z.strictObject({ id: opaqueId, secret })),
  /** Chosen once per browser tab: a retry with the same value gets the same seat, so that a lost reply overfills nothing. */
  clientNonce: opaqueId,
  /**
   * The placement whose box this client cannot reach any more. While the box link is up that moves nobody; otherwise such reports
   * decide whether the meeting moves (`move-pending` until then).
   */
  gone: z.optional(placement),
});

/** As RTCIceServer. */
export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
export type IceServer = z.infer<typeof iceServer>;

/** Fresh TURN credentials for somebody who is in: an ICE restart makes a new allocation, and the old ones may have expired. */
export const iceServers = z.object({ iceServers: z.array(iceServer) });

export const admission = z.object({
  status: z.literal('admitted'),
  meeting: z.object({ id: meetingId, title: z.string() }),
  participant: z.object({ id: opaqueId, name: z.string(), role }),
  seat: seatKey,
  /** The join token, for `box` only. */
  token: z.string(),
  box: z.object({ id: boxId, url: z.url() }),
  placement,
  iceServers: z.array(iceServer),
});
export type Admission = z.infer<typeof admission>;

export const waiting = z.object({
  status: z.literal('waiting'),
  meeting: z.object({ id: meetingId, title: z.string() }),
  participant: z.object({ id: opaqueId, name: z.string(), role }),
  /** Opens the live socket, where `admitted` or `denied` will arrive. */
  seat: seatKey,
});
export type Waiting = z.infer<typeof waiting>;

export const joinReply = z.discriminatedUnion('status', [admission, waiting]);
export type JoinReply = z.infer<typeof joinReply>;
