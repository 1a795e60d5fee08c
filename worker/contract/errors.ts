import * as z from 'zod/mini';

/** Every refusal of the Worker: stable code → HTTP status and a sentence for developers. The web client has its own for people. */
export const workerErrors = {
  'bad-request': [400, 'The request does not fit its schema.'],
  'too-large': [413, 'The request body is larger than allowed.'],
  'not-signed-in': [401, 'Sign in as a host first.'],
  'not-allowed': [403, 'Signed in, but this is not yours to do.'],
  'host-not-allowed': [403, 'This address may not host here: it is in neither HOSTS nor OPERATORS.'],
  'origin-not-allowed': [403, 'The Origin header is missing or is not this service.'],
  'not-found': [404, 'There is no such endpoint.'],
  'method-not-allowed': [405, 'The endpoint exists, but not for this method.'],
  'upgrade-required': [426, 'This endpoint speaks WebSocket only.'],
  'meeting-not-found': [404, 'There is no meeting with this id.'],
  'meeting-deleted': [410, 'The meeting was deleted by its host.'],
  'meeting-ended': [403, 'The host ended the meeting; it opens again when a host joins.'],
  'meeting-locked': [403, 'The meeting is locked: nobody new may come in.'],
  'meeting-full': [409, 'All seats are taken.'],
  removed: [403, 'A host removed this person from the meeting.'],
  denied: [403, 'A host did not admit this person.'],
  'p2p-full': [409, 'This meeting goes directly from person to person, and four are in it already.'],
  'move-pending': [
    503,
    'The box cannot be reached, and whether the meeting has to move is not decided yet; ask again after Retry-After.',
  ],
  'passcode-needed': [403, 'The meeting asks for its passcode.'],
  'passcode-wrong': [403, 'This is not the passcode of the meeting.'],
  'file-not-found': [404, 'There is no such file in this meeting (any more).'],
  'file-too-large': [413, 'The file is larger than a meeting takes.'],
  'files-full': [409, 'The meeting has as many files as it may hold.'],
  'file-invalid': [400, 'The file has no name, or is empty.'],
  'seat-unknown': [401, 'The seat or its secret is not known here; ask to join anew.'],
  'participant-not-found': [404, 'There is no such participant in the live meeting.'],
  'no-box': [503, 'No box is able to take the meeting now.'],
  'box-unknown': [401, 'No box of this id is enrolled (any more).'],
  'key-wrong': [401, 'The token is signed with another key than the one that the box enrolled with.'],
  'token-invalid': [403, 'The box’s token is no such token, or was used before.'],
  'clock-wrong': [403, 'The box’s token is of another time: its clock is wrong.'],
  'box-not-found': [404, 'There is no box with this id.'],
  'enrolment-refused': [401, 'The enrolment token is unknown, used, expired or for another box.'],
  'rate-limited': [429, 'Too many requests; wait as long as Retry-After says.'],
  internal: [500, 'Something failed on the server and was logged there.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type WorkerErrorCode = keyof typeof workerErrors;

export const workerErrorCode = z.enum(Object.keys(workerErrors) as [WorkerErrorCode, ...WorkerErrorCode[]]);

/** Body of every answer with a status of 400 or more. */
export const workerErrorBody = z.object({
  error: z.object({
    code: workerErrorCode,
    message: z.string(),
    /** Paths of the fields that did not fit, for `bad-request`. */
    fields: z.optional(z.array(z.string())),
    /** Seconds to wait, for `rate-limited` and `move-pending`; also for `denied` while the person may knock again later. */
    retryAfterSeconds: z.optional(z.number()),
  }),
});
export type WorkerErrorBody = z.infer<typeof workerErrorBody>;
