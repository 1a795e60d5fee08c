import * as KobaltePopover from '@kobalte/core/popover';
import { createEffect, type JSX } from 'solid-js';
import './floating.css';

export type FloatingProps = {
  open: boolean;
  /** What it is for, for those who hear it. */
  label: string;
  /** It opens beside this, where also its button is: a press there does not close it. */
  anchor: () => HTMLElement | undefined;
  onClose: () => void;
  children: JSX.Element;
};

/** Something small above its button: Escape and a press elsewhere close it, the focus goes back to where it was. */
export function Floating(props: FloatingProps) {
  let before: HTMLElement | null = null;
  createEffect(() => {
    if (props.open) before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  });
  const onOutside = (event: Event) => {
    if (event.target instanceof Node && props.anchor()?.contains(event.target)) event.preventDefault();
  };
  const onClosed = (event: Event) => {
    event.preventDefault();
    // Who went on to something else already keeps their place.
    if (document.activeElement === document.body) before?.focus({ preventScroll: true });
  };
  return (
    <KobaltePopover.Root
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      anchorRef={props.anchor}
      placement="top"
      gutter={8}
    >
      <KobaltePopover.Portal>
        <KobaltePopover.Content
          class="floating"
          aria-label={props.label}
          onInteractOutside={onOutside}
          onCloseAutoFocus={onClosed}
        >
          {props.children}
        </KobaltePopover.Content>
      </KobaltePopover.Portal>
    </KobaltePopover.Root>
  );
}
