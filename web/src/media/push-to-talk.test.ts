import { expect, test } from 'vitest';
import { nextTalk, type TalkEvent, type TalkKey } from './push-to-talk.ts';

const down = { type: 'down', allowed: true, muted: true } as const;
const up = { type: 'up' } as const;
const away = { type: 'away' } as const;

/** All that is said to the microphone. */
function hold(...events: TalkEvent[]): string[] {
  const said: string[] = [];
  let state: TalkKey = 'up';
  for (const event of events) {
    const next = nextTalk(state, event);
    state = next.state;
    if (next.say) said.push(next.say);
  }
  return said;
}

test.each<[string, TalkEvent[], string[]]>([
  ['held and let go', [down, up], ['on', 'off']],
  ['held for long: the key repeats', [down, { ...down, muted: false }, { ...down, muted: false }, up], ['on', 'off']],
  ['not muted: nothing', [{ ...down, muted: false }, up], []],
  ['in a field: a space', [{ ...down, allowed: false }, up], []],
  ['begun in a field, it does not become speech', [{ ...down, allowed: false }, down, up], []],
  ['the window goes away', [down, away, up], ['on', 'off']],
  ['twice', [down, up, down, up], ['on', 'off', 'on', 'off']],
])('%s', (_, events, said) => {
  expect(hold(...events)).toEqual(said);
});
