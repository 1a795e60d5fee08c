import { type JSX, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';

/** Something one can do from the control bar, as a button there or as a line of its menu. All of it may change at any time. */
export type BarAction = {
  /** Importance: 0 stays in the bar longest. */
  readonly rank: number;
  readonly label: string;
  /** Where there is little room: part of the label. */
  readonly short?: string | undefined;
  /** A single key, shown in the tooltip. */
  readonly shortcut?: string | undefined;
  /** Something of one's own that is not on. */
  readonly off?: boolean;
  /** Something that is on and worth noticing. */
  readonly on?: boolean;
  readonly danger?: boolean;
  /** A panel that this opens and closes: whether it is open. */
  readonly pressed?: boolean;
  /** News behind it; 0 for none. */
  readonly badge?: number;
  readonly icon: () => JSX.Element;
  readonly press: () => void;
};

export type BarButtonProps = {
  action: BarAction;
  /** It opens a menu: whether that is open. */
  menuOpen?: boolean;
  ref?: (button: HTMLButtonElement) => void;
};

const mostShown = 99;

export function BarButton(props: BarButtonProps) {
  const action = () => props.action;
  const badge = () => action().badge ?? 0;
  const title = () => {
    const { label, shortcut } = action();
    return shortcut ? texts.meeting.shortcut(label, shortcut) : label;
  };
  return (
    <button
      ref={(button) => props.ref?.(button)}
      type="button"
      class="bar-button"
      classList={{
        'bar-button-off': action().off,
        'bar-button-on': action().on,
        'bar-button-danger': action().danger,
      }}
      aria-label={badge() > 0 ? texts.meeting.withCount(action().label, badge()) : action().label}
      aria-pressed={action().pressed}
      aria-haspopup={props.menuOpen === undefined ? undefined : 'menu'}
      aria-expanded={props.menuOpen}
      aria-keyshortcuts={action().shortcut}
      title={title()}
      onClick={() => action().press()}
    >
      <span class="bar-icon">
        {action().icon()}
        <Show when={badge() > 0}>
          <span class="bar-badge">{badge() > mostShown ? `${mostShown}+` : badge()}</span>
        </Show>
      </span>
      <span class="bar-label" data-short={action().short ?? action().label}>
        {action().label}
      </span>
    </button>
  );
}
