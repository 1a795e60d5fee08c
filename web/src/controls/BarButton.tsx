import { type JSX, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';

/** Something one can do from the control bar, as a button there or as a line of its menu. All of it may change at any time. */
export type BarAction = {
  /** Importance: 0 stays in the bar longest. */
  readonly rank: number;
  readonly label: string;
  /** Part of the label, for under the button; the whole one when absent. */
  readonly short?: string | undefined;
  /** A single key, shown in the tooltip; undefined while keys are switched off. */
  readonly shortcut?: string | undefined;
  /** Why it cannot be done now; said when it is pressed all the same. */
  readonly blocked?: string | undefined;
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

/** What a button of the bar shows. */
export function BarFace(props: { action: Pick<BarAction, 'badge' | 'icon' | 'label' | 'short'> }) {
  const badge = () => props.action.badge ?? 0;
  return (
    <>
      <span class="bar-icon">
        {props.action.icon()}
        <Show when={badge() > 0}>
          <span class="bar-badge">{badge() > mostShown ? `${mostShown}+` : badge()}</span>
        </Show>
      </span>
      <span class="bar-label">{props.action.short ?? props.action.label}</span>
    </>
  );
}

const mostShown = 99;

/** With the news behind it, for those who hear it. */
export function barLabel({ label, badge = 0 }: Pick<BarAction, 'label' | 'badge'>): string {
  return badge > 0 ? texts.meeting.withCount(label, badge) : label;
}

export function BarButton(props: { action: BarAction; ref?: (button: HTMLButtonElement) => void }) {
  const action = () => props.action;
  const title = () => {
    const { label, shortcut, blocked } = action();
    return blocked ?? (shortcut ? texts.meeting.shortcut(label, shortcut) : label);
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
        'bar-button-blocked': action().blocked !== undefined,
      }}
      aria-label={barLabel(action())}
      aria-pressed={action().pressed}
      aria-disabled={action().blocked !== undefined}
      aria-description={action().blocked}
      aria-keyshortcuts={action().shortcut}
      title={title()}
      onClick={() => action().press()}
    >
      <BarFace action={action()} />
    </button>
  );
}
