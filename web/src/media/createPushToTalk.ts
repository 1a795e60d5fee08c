import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import { deviceSettings } from './createDeviceSettings.ts';
import type { LocalMedia } from './local-media.ts';
import { nextTalk, type TalkEvent, type TalkKey } from './push-to-talk.ts';

/** Where a space means something else, always, or for who goes by the keyboard. */
const notHere = 'input, select, textarea, summary, [contenteditable], [role="menuitem"], dialog, [popover]';
const notByKeyboard = 'button, a';

/** Speaking while the space bar is held, for who is muted. `mayUnmute`: nobody forbids it. Tells whether it is held now. */
export function createPushToTalk(localMedia: LocalMedia, mayUnmute: () => boolean): Accessor<boolean> {
  const [state, setState] = createSignal<TalkKey>('up');
  const happen = (event: TalkEvent) => {
    const next = nextTalk(state(), event);
    setState(next.state);
    if (next.say) void localMedia.setOn('mic', next.say === 'on', { remember: false });
  };
  const isSpace = (event: KeyboardEvent) => event.code === 'Space' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const onDown = (event: KeyboardEvent) => {
    if (!isSpace(event) || !deviceSettings().pushToTalk) return;
    const elsewhere = event.target instanceof Element && meansSomethingElse(event.target);
    happen({ type: 'down', allowed: !elsewhere && mayUnmute(), muted: !localMedia.state.mic.on });
    // A page scrolls at a space.
    if (state() === 'speaking') event.preventDefault();
  };
  const onUp = (event: KeyboardEvent) => {
    if (event.code !== 'Space') return;
    // Else a button that was clicked before would be pressed, too.
    if (state() === 'speaking') event.preventDefault();
    happen({ type: 'up' });
  };
  const onAway = () => happen({ type: 'away' });
  onMount(() => {
    document.addEventListener('keydown', onDown);
    document.addEventListener('keyup', onUp);
    window.addEventListener('blur', onAway);
  });
  onCleanup(() => {
    document.removeEventListener('keydown', onDown);
    document.removeEventListener('keyup', onUp);
    window.removeEventListener('blur', onAway);
    happen({ type: 'away' });
  });
  return () => state() === 'speaking';
}

/** A button that was clicked keeps the focus, but nobody means it when they hold the space bar. */
function meansSomethingElse(target: Element): boolean {
  if (target.closest(notHere)) return true;
  return target.closest(notByKeyboard)?.matches(':focus-visible') ?? false;
}
