/** Holding a key to speak. `speaking`: the microphone is on because of it; `ignored`: the key was down for something else. */
export type TalkKey = 'up' | 'speaking' | 'ignored';

export type TalkEvent = { type: 'down'; allowed: boolean; muted: boolean } | { type: 'up' } | { type: 'away' };

/** What follows: `on` and `off` are said to the microphone; null: nothing. */
export function nextTalk(state: TalkKey, event: TalkEvent): { state: TalkKey; say: 'on' | 'off' | null } {
  switch (event.type) {
    case 'down':
      // A key that is held repeats itself.
      if (state !== 'up') return { state, say: null };
      return event.allowed && event.muted ? { state: 'speaking', say: 'on' } : { state: 'ignored', say: null };
    case 'up':
    case 'away':
      // The page lost the focus: the end of the key is never told.
      return { state: 'up', say: state === 'speaking' ? 'off' : null };
  }
}
