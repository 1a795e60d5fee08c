import * as DropdownMenu from '@kobalte/core/dropdown-menu';
import Check from 'lucide-solid/icons/check';
import { createSignal, For, type JSX, Show } from 'solid-js';
import './menu.css';

export type MenuItem = {
  readonly label: string;
  readonly icon?: () => JSX.Element;
  /** What tells it from another one of the same label. */
  readonly note?: string;
  /** A single key that does the same. */
  readonly shortcut?: string | undefined;
  /** News behind it; 0 for none. */
  readonly badge?: number | undefined;
  /** One of several, and whether it is the chosen one. */
  readonly chosen?: boolean;
  readonly danger?: boolean;
  readonly press: () => void;
};

export type MenuProps = {
  /** Of the menu, for those who hear it. */
  label: string;
  /** Groups, with a line between them. */
  items: readonly (readonly MenuItem[])[];
  /** Of the button. */
  buttonLabel?: string | undefined;
  buttonClass: string;
  title?: string | undefined;
  /** What the button shows. */
  children: JSX.Element;
  placement?: 'top-end' | 'top-start' | 'bottom-end' | 'bottom-start';
};

/** A button with a menu: arrows move, letters find, Escape and a press elsewhere close, the focus goes back to the button. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = createSignal(false);
  let chosen: (() => void) | null = null;
  // What is chosen begins after the menu is gone and the focus is back: it may take the focus itself.
  const onClosed = () => {
    const press = chosen;
    chosen = null;
    if (press) queueMicrotask(press);
  };
  return (
    <DropdownMenu.Root
      open={open()}
      onOpenChange={setOpen}
      modal={false}
      gutter={6}
      placement={props.placement ?? 'bottom-end'}
    >
      <DropdownMenu.Trigger class={props.buttonClass} aria-label={props.buttonLabel} title={props.title}>
        {props.children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu" aria-label={props.label} onCloseAutoFocus={onClosed}>
          <For each={props.items.filter((group) => group.length > 0)}>
            {(group, index) => (
              <>
                <Show when={index() > 0}>
                  <DropdownMenu.Separator class="menu-line" />
                </Show>
                <For each={group}>
                  {(item) => (
                    <DropdownMenu.Item
                      class="menu-item"
                      classList={{ 'menu-item-danger': item.danger }}
                      textValue={item.label}
                      role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
                      aria-checked={item.chosen}
                      onSelect={() => {
                        chosen = item.press;
                      }}
                    >
                      <MenuFace item={item} />
                    </DropdownMenu.Item>
                  )}
                </For>
              </>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuFace(props: { item: MenuItem }) {
  return (
    <>
      <Show when={props.item.icon}>{(icon) => <span class="menu-icon">{icon()()}</span>}</Show>
      <span class="menu-label">
        <bdi>{props.item.label}</bdi>
      </span>
      <Show when={props.item.note}>
        <small class="soft">{props.item.note}</small>
      </Show>
      <Show when={props.item.chosen}>
        <Check size={18} aria-hidden="true" />
      </Show>
      <Show when={(props.item.badge ?? 0) > 0}>
        <span class="bar-badge">{props.item.badge}</span>
      </Show>
      <Show when={props.item.shortcut}>
        <kbd class="soft">{props.item.shortcut}</kbd>
      </Show>
    </>
  );
}
