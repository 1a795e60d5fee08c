import X from 'lucide-solid/icons/x';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import type { LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { KnockList } from './KnockList.tsx';
import { PersonRow } from './PersonRow.tsx';
import { type Removal, RemoveDialog } from './RemoveDialog.tsx';
import './people-panel.css';

export type PeoplePanelProps = {
  meeting: Meeting;
  moderation: Moderation;
  devices: LocalMediaState;
  act: (action: () => Promise<void>) => void;
  onRemoved: (name: string) => void;
  onClose: () => void;
};

/** Who is here, who waits at the door, and for hosts: who may come in. */
export function PeoplePanel(props: PeoplePanelProps) {
  const words = texts.people;
  const room = props.meeting.room;
  const [removing, setRemoving] = createSignal<{ id: string; name: string } | null>(null);
  let panel: HTMLElement | undefined;
  onMount(() => {
    const before = document.activeElement;
    panel?.focus({ preventScroll: true });
    onCleanup(() => before instanceof HTMLElement && before.focus({ preventScroll: true }));
  });
  const remove = (removal: Removal) => {
    const person = removing();
    setRemoving(null);
    if (!person) return;
    props.act(async () => {
      await props.moderation.remove(person.id, removal.banAddress);
      props.onRemoved(person.name);
      if (removal.turnLobbyOn) await props.moderation.setLobby(true);
    });
  };
  const micOf = (sending: readonly { source: string; muted: boolean }[]) =>
    sending.some(({ source, muted }) => source === 'mic' && !muted);
  return (
    <aside
      class="people-panel"
      ref={panel}
      tabindex="-1"
      aria-labelledby="people-heading"
      onKeyDown={(event) => event.key === 'Escape' && !removing() && props.onClose()}
    >
      <header class="people-header">
        <h2 id="people-heading">{words.heading}</h2>
        <span class="soft">{words.count(room.others.length + 1)}</span>
        <button type="button" class="icon-button" aria-label={texts.meeting.close} onClick={() => props.onClose()}>
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      <div class="people-scroll">
        <Show when={props.moderation.knocks().length > 0}>
          <KnockList
            knocks={props.moderation.knocks()}
            onAnswer={(answer, ids) => props.act(() => props.moderation.answer(answer, ids))}
          />
        </Show>
        <ul class="people-list">
          <Show when={room.self}>
            {(self) => (
              <PersonRow
                self
                name={self().name}
                role={self().role}
                muted={!props.devices.mic.on || !props.devices.mic.track}
                away={false}
              />
            )}
          </Show>
          <For each={room.others}>
            {(person) => (
              <PersonRow
                name={person.name}
                role={person.role}
                muted={!micOf(person.sending)}
                away={person.suspended}
                onRemove={props.moderation.allowed() && person.role !== 'host' ? () => setRemoving(person) : undefined}
              />
            )}
          </For>
        </ul>
        <Show when={props.moderation.allowed()}>
          <section class="people-settings" aria-labelledby="people-settings">
            <h3 id="people-settings">{words.settings}</h3>
            <Switch
              label={words.lock}
              hint={words.lockHint}
              on={room.locked}
              onChange={(locked) => props.act(() => props.moderation.setLocked(locked))}
            />
            <Switch
              label={words.lobby}
              hint={words.lobbyHint}
              on={props.moderation.lobby()}
              onChange={(lobby) => props.act(() => props.moderation.setLobby(lobby))}
            />
          </section>
        </Show>
      </div>
      <RemoveDialog
        name={removing()?.name ?? null}
        lobby={props.moderation.lobby()}
        onClose={() => setRemoving(null)}
        onRemove={remove}
      />
    </aside>
  );
}
