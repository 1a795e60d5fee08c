import * as z from 'zod/mini';
import { done, type Endpoint, nothing } from './endpoint.ts';
import { meetingId, opaqueId } from './ids.ts';
import {
  attendanceSession,
  callRating,
  callTest,
  iceServers,
  joinReply,
  joinRequest,
  meeting,
  meetingChange,
  meetingPreview,
  newMeeting,
} from './meetings.ts';
import { callReport } from './operations.ts';
import { operatorEndpoints } from './operator-endpoints.ts';
import { permissions, role } from './roles.ts';

const oneMeeting = z.strictObject({ id: meetingId });
/** What any call of a moderator may be answered. */
const ofModerators = [
  'not-signed-in',
  'not-allowed',
  'origin-not-allowed',
  'seat-unknown',
  'meeting-not-found',
  'meeting-deleted',
] as const;

/** Every HTTP endpoint that answers JSON, sign-in (`/api/auth/*`, better-auth's own) excepted. */
export const endpoints = {
  health: {
    method: 'GET',
    path: '/api/health',
    caller: 'anyone',
    summary: 'Is the service able to take a meeting?',
    reply: z.object({ ok: z.boolean(), boxes: z.int(), version: z.string() }),
    errors: [],
  },
  signInWays: {
    method: 'GET',
    path: '/api/sign-in-ways',
    caller: 'anyone',
    summary: 'Which ways of signing in this service offers',
    reply: z.object({
      emailCode: z.boolean(),
      /** Where sign-in codes go. `page` and `terminal` exist in development only; `terminal` where others on the network can ask too. */
      codeDelivery: z.enum(['mail', 'page', 'terminal']),
      passkey: z.boolean(),
      oidc: z.nullable(z.object({ id: z.string(), name: z.string() })),
    }),
    errors: [],
  },
  me: {
    method: 'GET',
    path: '/api/me',
    caller: 'anyone',
    summary: 'The signed-in host, if any',
    reply: z.object({
      user: z.nullable(z.object({ id: z.string(), email: z.string(), name: z.string(), operator: z.boolean() })),
    }),
    errors: [],
  },
  listMeetings: {
    method: 'GET',
    path: '/api/meetings',
    caller: 'signed-in',
    summary: 'My meetings, last used first',
    reply: z.object({ meetings: z.array(meeting) }),
    errors: ['not-signed-in'],
  },
  createMeeting: {
    method: 'POST',
    path: '/api/meetings',
    caller: 'signed-in',
    summary: 'Create a meeting',
    body: newMeeting,
    reply: meeting,
    errors: ['not-signed-in', 'host-not-allowed', 'origin-not-allowed'],
  },
  previewMeeting: {
    method: 'GET',
    path: '/api/meetings/:id',
    caller: 'anyone',
    summary: 'What anyone with the link may know',
    params: oneMeeting,
    reply: meetingPreview,
    errors: ['meeting-not-found', 'meeting-deleted'],
  },
  changeMeeting: {
    method: 'PATCH',
    path: '/api/meetings/:id',
    caller: 'host',
    summary: 'Rename a meeting or change its settings',
    params: oneMeeting,
    body: meetingChange,
    reply: meeting,
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  deleteMeeting: {
    method: 'DELETE',
    path: '/api/meetings/:id',
    caller: 'host',
    summary: 'Delete a meeting; if it is live, it ends',
    params: oneMeeting,
    reply: done,
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  joinMeeting: {
    method: 'POST',
    path: '/api/meetings/:id/join',
    caller: 'anyone',
    summary: 'Ask to come in',
    params: oneMeeting,
    body: joinRequest,
    reply: joinReply,
    errors: [
      'origin-not-allowed',
      'meeting-not-found',
      'meeting-deleted',
      'meeting-ended',
      'meeting-locked',
      'meeting-full',
      'p2p-full',
      'move-pending',
      'removed',
      'denied',
      'seat-unknown',
      'passcode-needed',
      'passcode-wrong',
      'no-box',
    ],
  },
  callTest: {
    method: 'POST',
    path: '/api/meetings/:id/call-test',
    caller: 'anyone',
    summary: 'A room of one’s own on a box, to try whether a call would work from here',
    params: oneMeeting,
    body: nothing,
    reply: callTest,
    errors: ['origin-not-allowed', 'meeting-not-found', 'meeting-deleted', 'no-box'],
  },
  rateCall: {
    method: 'POST',
    path: '/api/meetings/:id/rating',
    caller: 'seat',
    summary: 'How the call was, from somebody who was in it; the last one of a seat counts',
    params: oneMeeting,
    body: callRating,
    reply: done,
    errors: ['origin-not-allowed', 'seat-unknown', 'not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  listAttendance: {
    method: 'GET',
    path: '/api/meetings/:id/attendance',
    caller: 'host',
    summary: 'Who was in the meeting, when and how long; the latest time first, at most 50',
    params: oneMeeting,
    reply: z.object({ sessions: z.array(attendanceSession) }),
    errors: ['not-signed-in', 'not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  iceServers: {
    method: 'POST',
    path: '/api/meetings/:id/ice-servers',
    caller: 'seat',
    summary: 'Fresh TURN credentials for later connections',
    params: oneMeeting,
    body: nothing,
    reply: iceServers,
    errors: ['origin-not-allowed', 'seat-unknown', 'not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  reportCall: {
    method: 'POST',
    path: '/api/meetings/:id/report',
    caller: 'seat',
    summary: 'How the call is, in figures; a later report of the same stay replaces it',
    params: oneMeeting,
    body: callReport,
    reply: done,
    errors: ['origin-not-allowed', 'seat-unknown', 'not-allowed', 'meeting-not-found', 'meeting-deleted'],
  },
  endMeeting: {
    method: 'POST',
    path: '/api/meetings/:id/end',
    caller: 'moderator',
    summary: 'End the live meeting for all',
    params: oneMeeting,
    body: nothing,
    reply: done,
    errors: ofModerators,
  },
  lockMeeting: {
    method: 'POST',
    path: '/api/meetings/:id/lock',
    caller: 'moderator',
    summary: 'Lock or unlock the live meeting',
    params: oneMeeting,
    body: z.strictObject({ locked: z.boolean() }),
    reply: done,
    errors: ofModerators,
  },
  setLobby: {
    method: 'POST',
    path: '/api/meetings/:id/lobby',
    caller: 'moderator',
    summary: 'Turn the lobby on or off; off admits all who wait',
    params: oneMeeting,
    body: z.strictObject({ lobby: z.boolean() }),
    reply: done,
    errors: ofModerators,
  },
  answerKnock: {
    method: 'POST',
    path: '/api/meetings/:id/knocks',
    caller: 'moderator',
    summary: 'Admit or deny who waits in the lobby',
    params: oneMeeting,
    /** No seat ids: all who wait. */
    body: z.strictObject({
      answer: z.enum(['admit', 'deny']),
      seatIds: z.optional(z.array(opaqueId).check(z.maxLength(500))),
    }),
    reply: done,
    errors: ofModerators,
  },
  removeParticipant: {
    method: 'POST',
    path: '/api/meetings/:id/remove',
    caller: 'moderator',
    summary: 'Remove a participant; they stay removed until the meeting is idle',
    params: oneMeeting,
    body: z.strictObject({
      participantId: opaqueId,
      /** Also refuse everyone from the same network address. */
      banAddress: z.optional(z.boolean()),
    }),
    reply: done,
    errors: [...ofModerators, 'participant-not-found'],
  },
  setRole: {
    method: 'POST',
    path: '/api/meetings/:id/role',
    caller: 'moderator',
    summary:
      'Make somebody co-host or guest; or host, which hands the meeting over and makes the caller a co-host. Hosts only',
    params: oneMeeting,
    body: z.strictObject({ participantId: opaqueId, role }),
    reply: done,
    errors: [...ofModerators, 'participant-not-found'],
  },
  setPermissions: {
    method: 'POST',
    path: '/api/meetings/:id/permissions',
    caller: 'moderator',
    summary: 'What guests may do for as long as the meeting is live; what is left out stays',
    params: oneMeeting,
    body: z.partial(permissions),
    reply: done,
    errors: ofModerators,
  },
  ...operatorEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
type Of<N extends EndpointName> = (typeof endpoints)[N];
/** Body as a client sends it; `undefined` where the endpoint takes none. */
export type BodyOf<N extends EndpointName> =
  Of<N> extends { body: infer B extends z.core.$ZodType } ? z.input<B> : undefined;
/** Path parameters; `undefined` where the path has none. */
export type ParamsOf<N extends EndpointName> =
  Of<N> extends { params: infer P extends z.core.$ZodType } ? z.output<P> : undefined;
export type ReplyOf<N extends EndpointName> = z.output<Of<N>['reply']>;
