import type { Reaction } from '@parley/sfu/contract/shapes.ts';
import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** A reaction that is on screen now. */
export type ShownReaction = { id: number; participantId: string; reaction: Reaction };

/** How long one is shown, in milliseconds. */
const shownForMs = 4_000;
/** A hundred people may applaud at once; nobody sees more. */
const mostShown = 40;

/** The reactions of the last moments, oldest first; the list empties itself. */
export function createReactions(): {
  shown: Accessor<ShownReaction[]>;
  add: (reaction: Omit<ShownReaction, 'id'>) => void;
  clear: () => void;
} {
  const [shown, setShown] = createSignal<ShownReaction[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let nextId = 1;
  const clear = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    setShown([]);
  };
  onCleanup(clear);
  return {
    shown,
    clear,
    add: (reaction) => {
      const id = nextId++;
      setShown((before) => [...before, { id, ...reaction }].slice(-mostShown));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setShown((before) => before.filter((each) => each.id !== id));
      }, shownForMs);
      timers.add(timer);
    },
  };
}
