import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical';
import Pin from 'lucide-solid/icons/pin';
import PinOff from 'lucide-solid/icons/pin-off';
import { createSignal, For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { Popover } from './Popover.tsx';
import type { TileAction } from './tile-actions.ts';

export type TileButtonsProps = {
  name: string;
  pinned: boolean;
  /** Room for more than one button. */
  roomy: boolean;
  /** In the upper corner: in the lower one of somebody large lies the own picture. */
  upper: boolean;
  onPin: () => void;
  /** Beyond pinning; asked when the menu opens. */
  actions: () => readonly TileAction[];
};

/** What can be done about a person, on their tile: seen while one points at it, tabs into it or has touched it. */
export function TileButtons(props: TileButtonsProps) {
  const [open, setOpen] = createSignal(false);
  const pinLabel = () => (props.pinned ? texts.stage.unpinNamed(props.name) : texts.stage.pinNamed(props.name));
  const pinAction = (): TileAction => ({
    label: props.pinned ? texts.stage.unpin : texts.stage.pin,
    press: () => props.onPin(),
  });
  /** The actions have pinning among them, where there are any. */
  const items = () => {
    if (!open()) return [];
    const actions = props.actions();
    return actions.length > 0 ? actions : [pinAction()];
  };
  const hasMenu = () => !props.roomy || props.actions().length > 0;
  return (
    <div class="tile-buttons" classList={{ 'tile-buttons-open': open(), 'tile-buttons-upper': props.upper }}>
      <Show when={props.roomy}>
        <button
          type="button"
          class="stage-button"
          aria-label={pinLabel()}
          title={pinLabel()}
          onClick={() => props.onPin()}
        >
          <Show when={props.pinned} fallback={<Pin size={18} aria-hidden="true" />}>
            <PinOff size={18} aria-hidden="true" />
          </Show>
        </button>
      </Show>
      <Show when={hasMenu()}>
        <Popover
          class="stage-button"
          label={texts.stage.actionsFor(props.name)}
          icon={<EllipsisVertical size={18} aria-hidden="true" />}
          onToggle={setOpen}
        >
          {(close) => (
            <div class="stage-popover-list">
              <For each={items()}>
                {(action) => (
                  <button
                    type="button"
                    class="stage-popover-item"
                    classList={{ 'stage-popover-item-danger': action.danger }}
                    disabled={action.disabled}
                    onClick={() => {
                      close();
                      action.press();
                    }}
                  >
                    {action.label}
                  </button>
                )}
              </For>
            </div>
          )}
        </Popover>
      </Show>
    </div>
  );
}
