import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import { expect, test } from 'vitest';
import { handleNotice, makeNoticeHandlers, type NoticeHandlersTools } from './notice-handlers.ts';
import type { PassedNotice, Stay } from './stay.ts';

function makeHandlers() {
  const log: string[] = [];
  const handlers = makeNoticeHandlers({
    session: () => null,
    recovery: { happened: () => undefined },
    chat: { add: ([message]) => void log.push(`chat ${message?.text}`) },
    events: {
      onSourcesStopped: ({ sources }) => void log.push(`stopped ${sources}`),
      onLocked: (locked) => void log.push(`locked ${locked}`),
    } as NoticeHandlersTools['events'],
    onMoving: () => undefined,
  });
  const hear = <N extends PassedNotice>(name: N, notice: NoticeOf<N>, { isOld = false } = {}) =>
    handleNotice(handlers, {} as Stay, name, notice, isOld);
  return { log, hear };
}

test('a host’s stop counts from the box that is being left, too', () => {
  const { log, hear } = makeHandlers();
  hear('sourcesStopped', { sources: ['mic'], by: 'host' }, { isOld: true });
  hear('sourcesStopped', { sources: ['camera'], by: 'host' });
  expect(log).toEqual(['stopped mic', 'stopped camera']);
});

test('how the room is now is for the new box to say', () => {
  const { log, hear } = makeHandlers();
  hear('roomLocked', { locked: true }, { isOld: true });
  expect(log).toEqual([]);
  hear('roomLocked', { locked: false });
  expect(log).toEqual(['locked false']);
});
