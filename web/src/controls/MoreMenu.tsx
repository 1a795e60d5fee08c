import Ellipsis from 'lucide-solid/icons/ellipsis';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { type BarAction, BarButton } from './BarButton.tsx';
import './more-menu.css';

/** What the bar has no room for. Arrows move, Escape and a touch elsewhere close. */
export function MoreMenu(props: { actions: readonly BarAction[] }) {
  const [open, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let around: HTMLDivElement | undefined;
  const close = () => {
    setOpen(false);
    button?.focus();
  };
  const onOutside = (event: PointerEvent) => {
    if (open() && event.target instanceof Node && !around?.contains(event.target)) setOpen(false);
  };
  onMount(() => document.addEventListener('pointerdown', onOutside));
  onCleanup(() => document.removeEventListener('pointerdown', onOutside));
  const more: BarAction = {
    rank: 0,
    label: texts.meeting.more,
    get badge() {
      return props.actions.reduce((sum, { badge = 0 }) => sum + badge, 0);
    },
    icon: () => <Ellipsis size={22} aria-hidden="true" />,
    press: () => setOpen(!open()),
  };
  return (
    <div class="more" ref={around}>
      <BarButton action={more} menuOpen={open()} ref={(element) => (button = element)} />
      <Show when={open()}>
        <MenuList actions={props.actions} onClose={close} />
      </Show>
    </div>
  );
}

type MenuListProps = { actions: readonly BarAction[]; onClose: () => void };

function MenuList(props: MenuListProps) {
  let menu: HTMLDivElement | undefined;
  const items = () => [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  onMount(() => items()[0]?.focus());
  const step = (by: number) => {
    const all = items();
    const at = all.findIndex((item) => item.matches(':focus'));
    all[(at + by + all.length) % all.length]?.focus();
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Home: () => items()[0]?.focus(),
    End: () => items().at(-1)?.focus(),
    Escape: () => props.onClose(),
    // On to what follows, as everywhere.
    Tab: () => props.onClose(),
  };
  const onKey = (event: KeyboardEvent) => {
    const action = keys[event.key];
    if (!action) return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div class="more-menu" role="menu" aria-label={texts.meeting.more} ref={menu} onKeyDown={onKey}>
      <For each={props.actions}>
        {(action) => (
          <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class="more-item"
            onClick={() => {
              // Closed first: what is opened now may take the focus.
              props.onClose();
              action.press();
            }}
          >
            {action.icon()}
            <span class="more-label">{action.label}</span>
            <Show when={(action.badge ?? 0) > 0}>
              <span class="bar-badge">{action.badge}</span>
            </Show>
            <Show when={action.shortcut}>
              <kbd class="soft">{action.shortcut}</kbd>
            </Show>
          </button>
        )}
      </For>
    </div>
  );
}
