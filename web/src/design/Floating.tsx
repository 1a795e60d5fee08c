import * as KobaltePopover from '@kobalte/core/popover';
import type { JSX } from 'solid-js';
import './floating.css';

export type FloatingProps = {
  open: boolean;
  /** What it is for, for those who hear it. */
  label: string;
  /** It opens beside this. */
  anchor: () => HTMLElement | undefined;
  onClose: () => void;
  children: JSX.Element;
};

/** Something small above its button: Escape and a press elsewhere close it, the focus goes back to where it was. */
export function Floating(props: FloatingProps) {
  return (
    <KobaltePopover.Root
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      anchorRef={props.anchor}
      placement="top"
      gutter={8}
    >
      <KobaltePopover.Portal>
        <KobaltePopover.Content class="floating" aria-label={props.label}>
          {props.children}
        </KobaltePopover.Content>
      </KobaltePopover.Portal>
    </KobaltePopover.Root>
  );
}
