import * as z from 'zod/mini';

/** Every refusal of a box: stable code → a sentence for developers. The web client has its own sentences for people. */
export const boxErrors = {
  // Handshake: refused with Socket.IO's connect_error, `data.code`.
  'protocol-mismatch': 'Client and box speak different versions of the protocol.',
  'handshake-invalid': 'The handshake does not fit its schema.',
  'origin-not-allowed': 'The Origin header is missing or not allowed here.',
  'token-invalid': 'The join token is malformed, of another type, or not signed by a known key with the one algorithm.',
  'token-claims-invalid': 'A required claim of the join token is missing or malformed.',
  'token-expired': 'The join token has expired.',
  'token-not-yet-valid': 'The join token is not valid yet.',
  'token-wrong-issuer': 'The join token was signed by another Worker.',
  'token-wrong-box': 'The join token is for another box.',
  'token-wrong-placement': 'The meeting has moved since the join token was signed.',
  'token-used': 'The join token was used already.',
  'p2p-full': 'Media go directly from person to person here, and four people are in already.',
  'keys-unavailable': 'The box has no signing keys to check tokens with.',
  'resume-refused': 'The resume secret is unknown, superseded or expired.',
  removed: 'This participant was removed from the meeting.',
  'room-locked': 'The room is locked.',
  'box-full': 'The box is at its capacity.',
  'box-closing': 'The box is shutting down.',
  // Requests: in the ack.
  'unknown-request': 'There is no request with this name.',
  'request-invalid': 'The request does not fit its schema.',
  'wrong-state': 'The peer is in a state that does not allow this request.',
  'not-granted': 'The join token granted nothing of the kind.',
  'too-many-requests': 'The request came too often.',
  'stale-epoch': 'The request belongs to media that have been replaced since.',
  'transport-not-found': 'This peer has no such transport.',
  'producer-not-found': 'This peer sends no such source here.',
  'source-off': 'This peer has not said that it sends this source.',
  'participant-not-found': 'Nobody of that id is in the room.',
  outranked: 'That person is a host here, and only a host may do that to a host.',
  'poll-not-found': 'There is no such poll in this room.',
  'poll-closed': 'The poll takes no more votes.',
  'polls-full': 'The room has as many polls as it may hold.',
  'wrong-mode': 'The room does not send media this way now.',
  'proof-refused': 'What plays by now cannot come this way: the box knows better.',
  'source-taken': 'This peer sends this source already.',
  'media-refused': 'The media parameters were understood but are not acceptable.',
  'media-unavailable': 'The room is being rebuilt on another media worker.',
  internal: 'Something failed on the box and was logged there.',
} as const satisfies Record<string, string>;

export type BoxErrorCode = keyof typeof boxErrors;
export const boxErrorCode = z.enum(Object.keys(boxErrors) as [BoxErrorCode, ...BoxErrorCode[]]);

export const boxError = z.object({ code: boxErrorCode, message: z.string() });
export type BoxError = z.infer<typeof boxError>;
