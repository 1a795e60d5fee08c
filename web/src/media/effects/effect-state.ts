/** How an effect does. `failed` and `too-slow`: asked for, and the device's own track is used all the same. */
export type EffectState = 'off' | 'starting' | 'on' | 'failed' | 'too-slow';

export type EffectEvent = 'want' | 'ready' | 'fail' | 'slow' | 'drop';

/** What follows of what; an event that is missing changes nothing. */
const table: Record<EffectState, Partial<Record<EffectEvent, EffectState>>> = {
  off: { want: 'starting' },
  starting: { ready: 'on', fail: 'failed', slow: 'too-slow', drop: 'off' },
  on: { want: 'starting', fail: 'failed', slow: 'too-slow', drop: 'off' },
  failed: { want: 'starting', drop: 'off' },
  'too-slow': { want: 'starting', drop: 'off' },
};

export function nextEffectState(state: EffectState, event: EffectEvent): EffectState {
  return table[state][event] ?? state;
}
