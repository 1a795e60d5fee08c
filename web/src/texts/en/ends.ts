import type { LeaveReason } from '@parley/sfu/contract/shapes.ts';

type EndText = { title: string; text: string };

/** Every way in which a stay ends, as told to the one who leaves. */
const left: Record<LeaveReason, EndText> = {
  left: { title: 'You left the meeting', text: 'See you next time.' },
  'connection-lost': {
    title: 'The connection was lost',
    text: 'The meeting goes on. Check your network, then come back.',
  },
  removed: {
    title: 'You were removed from the meeting',
    text: 'A host decided this. If you think it is a mistake, ask them.',
  },
  replaced: {
    title: 'You are in this meeting elsewhere',
    text: 'It was opened in another window with the same seat, so this one stopped.',
  },
  'meeting-ended': { title: 'The meeting has ended', text: 'The host ended it for everyone.' },
  moved: { title: 'The meeting has moved', text: 'It goes on in another place. Come back to follow it.' },
  'box-closing': {
    title: 'The server is being restarted',
    text: 'The meeting goes on in a moment. Come back to follow it.',
  },
  failed: { title: 'Something failed on the server', text: 'It was noted there. Come back and try again.' },
};

export const ends = {
  left,
  rejoin: 'Come back',
  stayed: (time: string) => `You were in for ${time}.`,
  rating: {
    question: 'How was the call?',
    stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
    problemsQuestion: 'What was wrong?',
    problems: {
      'sound-broke': 'The sound broke up',
      'picture-froze': 'The picture froze',
      echo: 'There was an echo',
      delay: 'There was a delay',
      dropped: 'I was thrown out',
      'could-not-share': 'I could not share',
    },
    send: 'Send',
    skip: 'Not now',
    thanks: 'Thank you. This helps whoever runs this service.',
    failed: 'That did not get through. Try again, or leave it be.',
  },
  tryAgain: 'Try again',
  home: 'To the start page',
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped. A meeting’s address ends with ten letters, like abc-defg-hjk.',
  },
};
