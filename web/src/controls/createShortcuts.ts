import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import { readShortcutsOn, type ShortcutAction, shortcutOf, writeShortcutsOn } from './shortcut-keys.ts';

export type Shortcuts = { on: Accessor<boolean>; setOn: (on: boolean) => void };

const typing = 'input, select, textarea, [contenteditable]:not([contenteditable="false"]), dialog, [role="menu"]';

/** Single keys, as long as nobody is typing and no dialog or menu is open; they can be switched off. */
export function createShortcuts(onAction: (action: ShortcutAction) => void): Shortcuts {
  const [on, setOn] = createSignal(readShortcutsOn(localStorage));
  const onKey = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!on() || event.defaultPrevented || event.isComposing || target?.closest(typing)) return;
    const action = shortcutOf(event);
    if (!action) return;
    event.preventDefault();
    onAction(action);
  };
  onMount(() => document.addEventListener('keydown', onKey));
  onCleanup(() => document.removeEventListener('keydown', onKey));
  return {
    on,
    setOn: (wanted) => {
      setOn(wanted);
      writeShortcutsOn(localStorage, wanted);
    },
  };
}
