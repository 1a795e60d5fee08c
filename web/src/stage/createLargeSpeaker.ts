import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js';
import { type LargeSpeaker, nextSpeaker, noSpeaker, speakingForMs } from './large-speaker.ts';

/** Whom the speaker view shows large. */
export function createLargeSpeaker(
  speaking: Accessor<readonly string[]>,
  present: Accessor<readonly string[]>,
): Accessor<string | null> {
  const [state, setState] = createSignal<LargeSpeaker>(noSpeaker);
  const look = () => {
    const facts = { speaking: speaking(), present: present(), nowMs: performance.now() };
    setState(nextSpeaker(untrack(state), facts));
  };
  createEffect(() => {
    look();
    const { candidate } = untrack(state);
    if (!candidate) return;
    // Nothing is told while somebody simply goes on speaking.
    const timer = setTimeout(() => untrack(look), candidate.sinceMs + speakingForMs - performance.now() + 1);
    onCleanup(() => clearTimeout(timer));
  });
  return () => state().id;
}
