import * as z from 'zod/mini';
import { boxId, meetingId, opaqueId, placement, secret } from './ids.ts';
import { mediaPolicy } from './media-policy.ts';
import { permissions, role } from './roles.ts';
import { schedule } from './schedule.ts';
import { displayName, meetingTitle } from './text.ts';

/** Milliseconds since 1970. */
const timestampMs = z.int();

/** Upper bound of seats in one meeting; a host may set fewer. */
export const maxSeatsLimit = 500;
/** Seats of a new meeting. */
export const defaultMaxSeats = 100;

/** What a guest has to know besides the link: 4 to 32 visible ASCII characters. */
export const passcode = z.string().check(z.regex(/^[!-~]{4,32}$/));

/** Why somebody waits: a host has to admit them, or none is there yet and this meeting does not begin without. */
export const waitingReason = z.enum(['lobby', 'no-host']);
export type WaitingReason = z.infer<typeof waitingReason>;

const settings = {
  /** Guests wait until a host admits them. */
  lobby: z.boolean(),
  maxSeats: z.int().check(z.minimum(1), z.maximum(maxSeatsLimit)),
  media: mediaPolicy,
  /** Null: the link is enough. Asked of guests only. */
  passcode: z.nullable(passcode),
  /** False: guests wait until a host or co-host is in. Who is in stays in when the last host leaves. */
  beginsWithoutHost: z.boolean(),
  /** What guests may do; a host may change it for the time that the meeting is live. */
  permissions,
  /** Null: not scheduled. */
  schedule: z.nullable(schedule),
};

/** A meeting as its host sees it. */
export const meeting = z.object({
  id: meetingId,
  title: z.string(),
  ...settings,
  createdAtMs: timestampMs,
  /** When somebody was last in it; null when nobody ever was. */
  lastLiveAtMs: z.nullable(timestampMs),
});
export type Meeting = z.infer<typeof meeting>;

/** Defaults: no lobby, `defaultMaxSeats`, media `auto`, no passcode, begins without a host, all permitted, not scheduled. */
export const newMeeting = z.extend(z.partial(z.strictObject(settings)), { title: meetingTitle });

/** What is left out stays as it is. A change of `media` takes effect when the meeting is next placed on a box. */
export const meetingChange = z.partial(z.strictObject({ title: meetingTitle, ...settings }));

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
  /** Guests are asked for a passcode. */
  passcodeNeeded: z.boolean(),
  beginsWithoutHost: z.boolean(),
  schedule: z.nullable(schedule),
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
  /** Where the meeting asks for one, and this person is neither its host nor has a seat. */
  passcode: z.optional(z.string().check(z.maxLength(64))),
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
  /** How many seconds from now the credential opens new allocations; browsers ignore it. */
  goodForSeconds: z.optional(z.int().check(z.positive())),
});
export type IceServer = z.infer<typeof iceServer>;

/** Fresh TURN credentials for somebody who is in: a later connection makes a new allocation, and the old ones may have expired. */
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
  reason: waitingReason,
  meeting: z.object({ id: meetingId, title: z.string() }),
  participant: z.object({ id: opaqueId, name: z.string(), role }),
  /** Opens the live socket, where `admitted` or `denied` will arrive. */
  seat: seatKey,
});
export type Waiting = z.infer<typeof waiting>;

export const joinReply = z.discriminatedUnion('status', [admission, waiting]);
export type JoinReply = z.infer<typeof joinReply>;

/** One person's stay in a live meeting. */
export const attendance = z.object({
  participantId: opaqueId,
  name: z.string(),
  role,
  joinedAtMs: timestampMs,
  /** Null: still in. */
  leftAtMs: z.nullable(timestampMs),
});

/** One time that the meeting was live, with everybody's stays in the order of their coming. */
export const attendanceSession = z.object({
  startedAtMs: timestampMs,
  /** Null: it goes on. */
  endedAtMs: z.nullable(timestampMs),
  stays: z.array(attendance),
});
export type AttendanceSession = z.infer<typeof attendanceSession>;

/** What was wrong with a call, in the words of who was in it. */
export const callProblem = z.enum(['sound-broke', 'picture-froze', 'echo', 'delay', 'dropped', 'could-not-share']);

export const callRating = z.strictObject({
  stars: z.int().check(z.minimum(1), z.maximum(5)),
  problems: z.array(callProblem).check(z.maxLength(6)),
});
export type CallRating = z.infer<typeof callRating>;

/** What a call test needs: a room of one's own on a box, for two minutes. TURN servers only if nothing would keep this person out. */
export const callTest = z.object({
  token: z.string(),
  box: z.object({ id: boxId, url: z.url() }),
  iceServers: z.array(iceServer),
});
export type CallTest = z.infer<typeof callTest>;
