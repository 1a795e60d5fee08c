import { expect, test } from 'vitest';
import type { MediaSession } from './media-session.ts';
import type { Resumed, Stay, StayEvent } from './stay.ts';
import { handleEvent, makeStayHandlers } from './stay-handlers.ts';

type CurrentEvent = Exclude<StayEvent, { type: 'entered' }>;

function makeHandlers({ moving = false, health = 'connected' } = {}) {
  const log: string[] = [];
  const say = (what: string) => () => void log.push(what);
  const handlers = makeStayHandlers({
    session: () =>
      ({
        boxes: { of: () => ({ announcer: { reconcile: say('sources reconciled') } }) },
        catchUp: say('media caught up'),
        sfuPath: { health },
      }) as unknown as MediaSession,
    recovery: {
      step: null,
      happened: (event) => void log.push(event),
      health: (known) => void log.push(`media ${known}`),
    },
    chat: { catchUp: async (seq) => void log.push(`chat to ${seq}`) },
    walks: { isMoving: moving, abort: say('way aborted') },
    events: {
      onMeeting: ({ type }) => void log.push(type),
      onSelf: say('self'),
    },
    facts: { resumed: ({ locked }) => void log.push(locked ? 'locked' : 'open') },
    onRoster: say('roster'),
    onPlaceLost: say('place is lost'),
    onMoving: say('moving'),
    onLeft: (reason) => void log.push(`left: ${reason}`),
  });
  return { log, happen: (event: CurrentEvent) => handleEvent(handlers, {} as Stay, event) };
}
const resumed = { locked: true, lastChatSeq: 7, moving: false } as Resumed;
const self = { sending: [] } as unknown as Extract<StayEvent, { type: 'self' }>['self'];

test.each<[CurrentEvent, string[]]>([
  [{ type: 'roster' }, ['roster']],
  [{ type: 'self', self }, ['sources reconciled', 'self']],
  [{ type: 'connectionLost' }, ['connectionLost', 'socket-lost']],
  [
    { type: 'connectionBack', resumed },
    ['way aborted', 'joined', 'locked', 'socket-back', 'media caught up', 'media connected', 'chat to 7'],
  ],
  [{ type: 'placeLost', problem: 'resume-refused' }, ['place is lost', 'connectionLost', 'place-lost']],
  [{ type: 'left', reason: 'removed' }, ['left: removed']],
])('$type', (event, expected) => {
  const { log, happen } = makeHandlers();
  happen(event);
  expect(log).toEqual(expected);
});

test('on the way to the next box already: neither given up nor begun again', () => {
  const { log, happen } = makeHandlers({ moving: true });
  happen({ type: 'connectionBack', resumed: { ...resumed, moving: true } });
  expect(log).not.toContain('way aborted');
  expect(log.at(-1)).toBe('moving');
  log.length = 0;
  happen({ type: 'placeLost', problem: 'moved' });
  expect(log).toEqual(['place is lost', 'connectionLost']);
});
