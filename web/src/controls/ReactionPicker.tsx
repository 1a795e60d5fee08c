import { type Reaction, reaction } from '@parley/sfu/contract/shapes.ts';
import { For } from 'solid-js';
import { Floating } from '../design/Floating.tsx';
import { texts } from '../texts/texts.ts';
import './reaction-picker.css';

const all = reaction.options;

export type ReactionPickerProps = {
  open: boolean;
  anchor: () => HTMLElement | undefined;
  onClose: () => void;
  onReact: (reaction: Reaction) => void;
};

/** A row of pictures to send; it stays open, for applause is rarely one clap. Arrows move along it. */
export function ReactionPicker(props: ReactionPickerProps) {
  const words = texts.meeting;
  const onKey = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.key === forward ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <Floating open={props.open} label={words.reactHeading} anchor={props.anchor} onClose={props.onClose}>
      <div class="reaction-row" role="toolbar" aria-label={words.reactHeading} onKeyDown={onKey}>
        <For each={all}>
          {(each) => (
            <button
              type="button"
              class="reaction-button"
              aria-label={words.reactions[each]}
              title={words.reactions[each]}
              onClick={() => props.onReact(each)}
            >
              {each}
            </button>
          )}
        </For>
      </div>
    </Floating>
  );
}
