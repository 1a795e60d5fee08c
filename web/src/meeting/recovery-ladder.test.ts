import { describe, expect, test } from 'vitest';
import { nextRecovery, type RecoveryEvent, type RecoveryState } from './recovery-ladder.ts';

const events: RecoveryEvent[] = [
  'media-lost',
  'media-connected',
  'media-gone',
  'socket-lost',
  'socket-back',
  'place-lost',
  'patience-over',
  'entered',
];
const same = undefined;
const expected: [RecoveryState, (RecoveryState | undefined)[]][] = [
  [null, ['ice-restart', same, 'new-transport', 'resume', same, 'another-box', same, same]],
  ['ice-restart', [same, null, 'new-transport', 'resume', same, 'another-box', 'new-transport', null]],
  ['new-transport', [same, null, 'new-transport', 'resume', same, 'another-box', 'new-transport', null]],
  ['resume', [same, same, same, same, null, 'another-box', 'another-box', null]],
  ['another-box', [same, same, same, same, null, same, same, null]],
];

describe('every state × event', () => {
  for (const [state, outcomes] of expected)
    test.each(events.map((event, index) => [event, outcomes[index]] as const))(
      `${state} + %s → %s`,
      (event, outcome) => {
        expect(nextRecovery(state, event)).toBe(outcome);
      },
    );
});
