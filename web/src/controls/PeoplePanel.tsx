import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import type { LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { sends } from '../stage/shared-screens.ts';
import { texts } from '../texts/texts.ts';
import { KnockList } from './KnockList.tsx';
import { PersonRow } from './PersonRow.tsx';
import { type Removal, RemoveDialog } from './RemoveDialog.tsx';
import { handsFirst } from './raised-hands.ts';
import { SidePanel } from './SidePanel.tsx';
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
  type Someone = NonNullable<typeof room.self> | Participant;
  const people = createMemo(() => handsFirst<Someone>([...(room.self ? [room.self] : []), ...room.others]));
  const isOther = (person: Someone): person is Participant => person.id !== room.self?.id;
  const raisedCount = () => people().filter(({ handRaisedAtMs }) => handRaisedAtMs !== null).length;
  return (
    <SidePanel heading={words.heading} about={words.count(room.others.length + 1)} onClose={props.onClose}>
      <div class="side-scroll">
        <Show when={props.moderation.knocks().length > 0}>
          <KnockList
            knocks={props.moderation.knocks()}
            onAnswer={(answer, ids) => props.act(() => props.moderation.answer(answer, ids))}
          />
        </Show>
        <ul class="people-list">
          <For each={people()}>
            {(person, index) => {
              const raisedAs = () => (index() < raisedCount() ? index() + 1 : null);
              return isOther(person) ? (
                <PersonRow
                  name={person.name}
                  role={person.role}
                  muted={!sends(person, 'mic')}
                  away={person.suspended}
                  raisedAs={raisedAs()}
                  onRemove={
                    props.moderation.allowed() && person.role !== 'host' ? () => setRemoving(person) : undefined
                  }
                />
              ) : (
                <PersonRow
                  self
                  name={person.name}
                  role={person.role}
                  muted={!props.devices.mic.on || !props.devices.mic.track}
                  away={false}
                  raisedAs={raisedAs()}
                />
              );
            }}
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
    </SidePanel>
  );
}
