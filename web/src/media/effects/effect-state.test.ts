import { expect, test } from 'vitest';
import { type EffectEvent, type EffectState, nextEffectState } from './effect-state.ts';

const states: EffectState[] = ['off', 'starting', 'on', 'failed', 'too-slow'];
const events: EffectEvent[] = ['want', 'ready', 'fail', 'slow', 'drop'];

/** Each state × each event. */
const expected: Record<EffectState, EffectState[]> = {
  off: ['starting', 'off', 'off', 'off', 'off'],
  starting: ['starting', 'on', 'failed', 'too-slow', 'off'],
  on: ['starting', 'on', 'failed', 'too-slow', 'off'],
  failed: ['starting', 'failed', 'failed', 'failed', 'off'],
  'too-slow': ['starting', 'too-slow', 'too-slow', 'too-slow', 'off'],
};

test.each(states.flatMap((state) => events.map((event, index) => [state, event, expected[state][index]] as const)))(
  '%s, then %s: %s',
  (state, event, next) => {
    expect(nextEffectState(state, event)).toBe(next);
  },
);
