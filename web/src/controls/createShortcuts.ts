import { onCleanup, onMount } from 'solid-js';

/** Single keys (capital letters), as long as nobody is typing and no dialog is open. */
export function createShortcuts(actions: Record<string, () => void>): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, select, textarea, [contenteditable], dialog')) return;
    const action = actions[event.key.toUpperCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  onMount(() => document.addEventListener('keydown', onKey));
  onCleanup(() => document.removeEventListener('keydown', onKey));
}
