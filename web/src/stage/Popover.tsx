import { createUniqueId, type JSX } from 'solid-js';
import './popover.css';

export type PopoverProps = {
  label: string;
  /** Of the button. */
  class: string;
  icon: JSX.Element;
  /** `close` gives the focus back. */
  children: (close: () => void) => JSX.Element;
  onToggle?: (open: boolean) => void;
};

const gapPx = 6;
const edgePx = 8;

/** A button with something above the page: the browser closes it by Escape or a press elsewhere, and gives the focus back. */
export function Popover(props: PopoverProps) {
  const id = createUniqueId();
  let button: HTMLButtonElement | undefined;
  let panel: HTMLElement | undefined;
  /** Below the button, or above it where there is no room; never over an edge. */
  const place = () => {
    if (!button || !panel) return;
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const rtl = getComputedStyle(button).direction === 'rtl';
    const wantedX = rtl ? at.left : at.right - width;
    const x = Math.min(Math.max(edgePx, wantedX), innerWidth - width - edgePx);
    const below = at.bottom + gapPx;
    const above = at.top - gapPx - height;
    const y = below + height <= innerHeight - edgePx ? below : Math.max(edgePx, above);
    panel.style.left = `${x}px`;
    panel.style.top = `${y}px`;
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        class={props.class}
        aria-label={props.label}
        title={props.label}
        popovertarget={id}
      >
        {props.icon}
      </button>
      <section
        id={id}
        ref={panel}
        class="stage-popover"
        popover="auto"
        aria-label={props.label}
        onToggle={(event) => {
          const open = event.newState === 'open';
          if (open) place();
          props.onToggle?.(open);
        }}
      >
        {props.children(() => panel?.hidePopover())}
      </section>
    </>
  );
}
