import X from 'lucide-solid/icons/x';
import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import './side-panel.css';

export type SidePanelProps = {
  heading: string;
  about?: string;
  onClose: () => void;
  children: JSX.Element;
};

/** Beside the stage, or over it on a phone. It takes the focus when it comes and gives it back; Escape closes it. */
export function SidePanel(props: SidePanelProps) {
  const headingId = createUniqueId();
  let panel: HTMLElement | undefined;
  onMount(() => {
    const before = document.activeElement;
    panel?.focus({ preventScroll: true });
    onCleanup(() => {
      // Who went on to something else already keeps their place.
      const stillHere = panel?.contains(document.activeElement) || document.activeElement === document.body;
      if (stillHere && before instanceof HTMLElement) before.focus({ preventScroll: true });
    });
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
    // A dialog inside closes itself, and so does a menu, which is drawn elsewhere on the page.
    if (!event.target.closest('dialog') && panel?.contains(event.target)) props.onClose();
  };
  return (
    <aside class="side-panel" ref={panel} tabindex="-1" aria-labelledby={headingId} onKeyDown={onKey}>
      <header class="side-header">
        <h2 id={headingId}>{props.heading}</h2>
        <Show when={props.about}>
          <span class="soft">{props.about}</span>
        </Show>
        <button type="button" class="icon-button" aria-label={texts.meeting.close} onClick={() => props.onClose()}>
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      {props.children}
    </aside>
  );
}
