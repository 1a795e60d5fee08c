import { expect, test } from 'vitest';
import { Counters } from './counters.ts';
import { byLabel, counter, gauge, histogram, writeExposition } from './exposition.ts';

test('writes help, type and value of each metric', () => {
  expect(writeExposition([gauge('rooms', 'Rooms.', 2), counter('votes', 'Votes.', 3)])).toBe(
    '# HELP parley_rooms Rooms.\n# TYPE parley_rooms gauge\nparley_rooms 2\n' +
      '# HELP parley_votes_total Votes.\n# TYPE parley_votes_total counter\nparley_votes_total 3\n',
  );
});

test('a label value cannot break out of its quotes', () => {
  const text = writeExposition([byLabel({ name: 'x', type: 'gauge', help: 'X.' }, 'of', [['a"b\\c\nd', 1]])]);
  expect(text).toContain('parley_x{of="a\\"b\\\\c\\nd"} 1\n');
});

test('a histogram counts up, and says how many there were and their sum', () => {
  expect(writeExposition([histogram({ name: 'waited_seconds', help: 'Waited.' }, [0.1, 1], [4, 2, 1], 3.5)])).toBe(
    '# HELP parley_waited_seconds Waited.\n# TYPE parley_waited_seconds histogram\n' +
      'parley_waited_seconds_bucket{le="0.1"} 4\nparley_waited_seconds_bucket{le="1"} 6\n' +
      'parley_waited_seconds_bucket{le="+Inf"} 7\nparley_waited_seconds_sum 3.5\nparley_waited_seconds_count 7\n',
  );
});

test('counts by closed lists only: what is not on the list is nowhere', () => {
  const counters = new Counters();
  const lines: string[] = [];
  const log = counters.follow((event) => void lines.push(event));
  log('handshake-refused', { code: 'token-used' });
  log('handshake-refused', { code: 'token-used' });
  log('handshake-refused', { code: 'Anna' });
  log('mode-changed', { meetingId: 'abc-defg-hij', mode: 'p2p' });
  log('peer-joined', { participantId: 'p-1' });
  counters.requestRefused('not-granted');
  const message = { id: 'm', seq: 1, participantId: 'p-1', name: 'Anna', role: 'guest' as const };
  const said = { ...message, to: null, text: 'hush', file: null, atMs: 1 };
  counters.roomEvent({ type: 'chat', meetingId: 'abc-defg-hij', placement: 1, message: said });
  const text = writeExposition(counters.metrics());
  for (const line of [
    'parley_handshakes_refused_total{code="token-used"} 2',
    'parley_handshakes_refused_total{code="box-full"} 0',
    'parley_mode_changes_total{mode="p2p"} 1',
    'parley_participants_joined_total 1',
    'parley_requests_refused_total{code="not-granted"} 1',
    'parley_chat_messages_total 1',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).not.toMatch(/Anna|hush|p-1|abc-defg/);
  expect(lines).toHaveLength(5);
});
