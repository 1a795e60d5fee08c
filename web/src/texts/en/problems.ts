import type { Problem } from '../../errors/problem.ts';

type ProblemText = { title: string; text: string };

const say = (title: string, text: string): ProblemText => ({ title, text });

const reload = (title: string) => say(title, 'Reload this page and join again. If it stays, tell the host.');
const serverFault = say('Something went wrong on the server', 'It was noted there. Wait a moment, then try again.');
const stalePass = say('Your way in expired', 'It is only good for two minutes. Join again for a fresh one.');
const notYours = say('This is not yours to do', 'Sign in as the host of this meeting, or ask them.');
const busy = say('The server is busy', 'There is no room for more people right now. Try again in a few minutes.');

/** A sentence that a person can act on, for everything that can go wrong: a missing one does not compile. */
export const problems: Record<Problem, ProblemText> = {
  // The Worker's.
  'bad-request': reload('The service did not understand this page'),
  'too-large': say('That was too long', 'Use a shorter name, then try again.'),
  'not-signed-in': say('You are not signed in', 'Go to the start page, sign in, and come back.'),
  'not-allowed': notYours,
  'host-not-allowed': say('This address may not host here', 'Ask whoever runs this service to add it.'),
  'origin-not-allowed': say(
    'This address is not the service’s own',
    'Open the meeting at the address the host gave you.',
  ),
  'not-found': reload('This page is out of date'),
  'method-not-allowed': reload('This page is out of date'),
  'upgrade-required': say(
    'Your network blocks live connections',
    'Try another network, or ask its administrator to allow WebSockets.',
  ),
  'meeting-not-found': say(
    'There is no such meeting',
    'Check the link with whoever sent it: one letter may be missing.',
  ),
  'meeting-deleted': say('This meeting was deleted', 'Its host removed it. Ask them for a new link.'),
  'meeting-ended': say('The meeting has ended', 'It opens again when a host comes back.'),
  'meeting-locked': say(
    'The meeting is locked',
    'Nobody new may come in right now. Ask the host to unlock it, then try again.',
  ),
  'meeting-full': say('The meeting is full', 'All seats are taken. Try again when someone has left.'),
  removed: say('You were removed from this meeting', 'A host decided this. If you think it is a mistake, ask them.'),
  denied: say(
    'The host did not let you in',
    'Perhaps they did not know your name. Ask them, wait a little, then knock again.',
  ),
  'p2p-full': say(
    'Four people are in already',
    'This meeting goes directly from person to person, for four at most. Try again when someone has left.',
  ),
  'move-pending': say('The meeting’s server does not answer', 'If it stays silent, the meeting moves. Try again soon.'),
  'passcode-needed': say('This meeting has a passcode', 'The host sent it with the invitation. Type it to come in.'),
  'passcode-wrong': say('That is not the passcode', 'Check it with the invitation, then try again.'),
  'file-not-found': say('This file is gone', 'Files stay for a day at most. Ask whoever shared it to share it again.'),
  'file-too-large': say('This file is too large', 'At most 25 MB can be shared in a meeting.'),
  'files-full': say('The meeting holds as many files as it can', 'Share a link instead.'),
  'file-invalid': say('This file cannot be shared', 'It has no name, or nothing is in it.'),
  'seat-unknown': say('Your seat was given up', 'You were away for a while. Join again to take a new one.'),
  'participant-not-found': say('They have left already', 'There is nothing more to do.'),
  'no-box': say(
    'No meeting server is running',
    'The service is up, but has no server for meetings right now. Try again soon, or tell whoever runs it.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('That was a lot of attempts', 'Wait a minute, then try again.'),
  internal: serverFault,
  // The box's.
  'protocol-mismatch': say('This page is out of date', 'The service was updated. Reload this page and join again.'),
  'handshake-invalid': reload('The meeting server did not understand this page'),
  'token-invalid': say(
    'The meeting server did not accept your way in',
    'Join again. If it stays, tell whoever runs this service.',
  ),
  'token-claims-invalid': say(
    'The meeting server did not accept your way in',
    'Join again. If it stays, tell whoever runs this service.',
  ),
  'token-expired': stalePass,
  'token-not-yet-valid': say('The server’s clock is off', 'Try again in a minute, and tell whoever runs this service.'),
  'token-wrong-issuer': say('This meeting server belongs to another service', 'Tell whoever runs this service.'),
  'token-wrong-box': say('The meeting is on another server', 'Join again to be sent to the right one.'),
  'token-wrong-placement': say('The meeting has just moved', 'Join again to follow it.'),
  'token-used': stalePass,
  'keys-unavailable': say('The meeting server is still starting', 'Try again in a moment.'),
  'resume-refused': say('You were away too long', 'Join again to come back.'),
  'room-locked': say(
    'The meeting is locked',
    'Nobody new may come in right now. Ask the host to unlock it, then try again.',
  ),
  'box-full': busy,
  'box-closing': say('The server is being restarted', 'The meeting goes on in a moment. Try again.'),
  'unknown-request': reload('This page is out of date'),
  'request-invalid': reload('The meeting server did not understand this page'),
  'wrong-state': reload('This page and the meeting server disagree'),
  'not-granted': notYours,
  'too-many-requests': say('That was too much at once', 'Wait a moment, then try again.'),
  'stale-epoch': say('The meeting has just moved', 'Join again to follow it.'),
  'transport-not-found': reload('The media connection was lost'),
  'producer-not-found': reload('The media connection was lost'),
  'source-off': reload('This page and the meeting server disagree'),
  outranked: say('Only a host may do that to a host', 'Ask them yourself.'),
  'poll-not-found': say('This poll is gone', 'There is nothing more to do.'),
  'poll-closed': say('This poll has ended', 'It takes no more votes.'),
  'polls-full': say('The meeting holds as many polls as it can', 'Use one that is there already.'),
  'wrong-mode': say('Picture and sound have just changed ways', 'Try again in a moment.'),
  'proof-refused': say('The new way did not carry yet', 'Nothing is lost: what plays goes on. Try again in a moment.'),
  'source-taken': reload('This page and the meeting server disagree'),
  'media-refused': say(
    'The meeting server cannot use this browser’s media',
    'Try another browser, such as Firefox, Chrome or Safari.',
  ),
  'media-unavailable': say('The meeting is being rebuilt', 'Try again in a moment.'),
  // On the way.
  'worker-unreachable': say('The service does not answer', 'Check your connection, then try again.'),
  'worker-unintelligible': reload('The service answered in a way this page does not know'),
  'box-unreachable': say(
    'The meeting server cannot be reached',
    'Your network may block it. Try another network, or a phone’s hotspot.',
  ),
  'box-silent': say('The meeting server does not answer', 'Try again in a moment.'),
  'box-unintelligible': reload('The meeting server answered in a way this page does not know'),
  'browser-unsupported': say(
    'This browser cannot hold video meetings',
    'Use a current Firefox, Chrome, Edge or Safari.',
  ),
};
