import { type JSX, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';

export type BarButtonProps = {
  label: string;
  /** Where there is little room: part of the label. */
  short?: string;
  /** A single key, shown in the tooltip. */
  shortcut?: string;
  off?: boolean;
  danger?: boolean;
  pressed?: boolean;
  badge?: number;
  onPress: () => void;
  children: JSX.Element;
};

export function BarButton(props: BarButtonProps) {
  return (
    <button
      type="button"
      class="bar-button"
      classList={{ 'bar-button-off': props.off, 'bar-button-danger': props.danger }}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.shortcut}
      title={props.shortcut ? texts.meeting.shortcut(props.label, props.shortcut) : props.label}
      onClick={() => props.onPress()}
    >
      <span class="bar-icon">
        {props.children}
        <Show when={props.badge}>{(count) => <span class="bar-badge">{count()}</span>}</Show>
      </span>
      <span class="bar-label" data-short={props.short ?? props.label}>
        {props.label}
      </span>
    </button>
  );
}
