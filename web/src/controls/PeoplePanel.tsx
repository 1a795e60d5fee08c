import type { Participant } from '@parley/sfu/contract/shapes.ts';
import Hand from 'lucide-solid/icons/hand';
import MicOff from 'lucide-solid/icons/mic-off';
import { createMemo, createSignal, Show } from 'solid-js';
import type { MenuItem } from '../design/Menu.tsx';
import type { LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { findPeople } from './find-people.ts';
import { KnockList } from './KnockList.tsx';
import { ModeratorSettings } from './ModeratorSettings.tsx';
import { PeopleList } from './PeopleList.tsx';
import { handsFirst } from './raised-hands.ts';
import { SidePanel } from './SidePanel.tsx';
import './people-panel.css';

export type PeoplePanelProps = {
  meeting: Meeting;
  moderation: Moderation;
  devices: LocalMediaState;
  act: (action: () => Promise<void>) => void;
  say: (text: string) => void;
  actions: (person: Participant) => MenuItem[][];
  /** The meeting belongs to this person, whoever leads it now. */
  owner: boolean;
  onEnd: () => void;
  onClose: () => void;
};

/** From how many people on one may look for somebody. */
const searchFrom = 8;

/** Who is here and what one may do about them, who waits at the door, and for hosts: who may come in and what guests may do. */
export function PeoplePanel(props: PeoplePanelProps) {
  const words = texts.people;
  const { room } = props.meeting;
  const [wanted, setWanted] = createSignal('');
  let scroller: HTMLDivElement | undefined;
  const own = createMemo(() => self(props));
  const people = createMemo(() => handsFirst([...own(), ...room.others]));
  const queue = createMemo(() => people().flatMap(({ id, handRaisedAtMs }) => (handRaisedAtMs === null ? [] : [id])));
  const found = createMemo(() => findPeople(people(), wanted()));
  const raisedAs = (id: string) => queue().indexOf(id) + 1 || null;
  const searches = () => people().length >= searchFrom || wanted() !== '';
  const muteAll = () =>
    props.act(async () => {
      await props.meeting.ask.stopSources(null, ['mic']);
      props.say(words.allMuted);
    });
  const takeBack = () =>
    props.act(async () => {
      if (room.self) await props.moderation.setRole(room.self.id, 'host');
    });
  return (
    <SidePanel heading={words.heading} about={words.count(room.others.length + 1)} onClose={props.onClose}>
      <div class="side-scroll people-scroll" ref={scroller}>
        <Show when={props.moderation.knocks().length > 0}>
          <KnockList
            knocks={props.moderation.knocks()}
            onAnswer={(answer, ids) => props.act(() => props.moderation.answer(answer, ids))}
          />
        </Show>
        <Show when={props.owner && room.self && room.self.role !== 'host'}>
          <div class="people-yours">
            <p>{words.yours}</p>
            <button type="button" class="button" onClick={takeBack}>
              {words.takeBack}
            </button>
          </div>
        </Show>
        <Show when={props.moderation.allowed() && room.others.length > 0}>
          <div class="people-all">
            <button type="button" class="button" title={words.muteAllHint} onClick={muteAll}>
              <MicOff size={18} aria-hidden="true" />
              {words.muteAll}
            </button>
            <Show when={queue().length > 0}>
              <button type="button" class="button" onClick={() => props.act(() => props.meeting.ask.lowerHands(null))}>
                <Hand size={18} aria-hidden="true" />
                {words.lowerAllHands}
              </button>
            </Show>
          </div>
        </Show>
        <Show when={searches()}>
          <div class="field people-search">
            <label for="people-search">{words.search}</label>
            <input
              id="people-search"
              class="input"
              type="search"
              autocomplete="off"
              placeholder={words.searchPlaceholder}
              value={wanted()}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
            <p class="visually-hidden" role="status">
              {wanted() === '' ? '' : words.found(found().length)}
            </p>
          </div>
        </Show>
        <Show when={found().length > 0} fallback={<p class="soft">{words.nobodyFound}</p>}>
          <PeopleList
            meeting={props.meeting}
            people={found()}
            raisedAs={raisedAs}
            scroller={() => scroller}
            actions={props.actions}
          />
        </Show>
        <Show when={props.moderation.allowed()}>
          <ModeratorSettings
            meeting={props.meeting}
            moderation={props.moderation}
            act={props.act}
            onEnd={props.onEnd}
          />
        </Show>
      </div>
    </SidePanel>
  );
}

/** Oneself as the others are listed. */
function self({ meeting, devices }: PeoplePanelProps): Participant[] {
  const known = meeting.room.self;
  if (!known) return [];
  const { mic, camera } = devices;
  return [
    {
      ...known,
      suspended: false,
      joinedAtMs: 0,
      quality: 'good',
      sending: [
        ...(mic.track ? [{ source: 'mic' as const, muted: !mic.on }] : []),
        ...(camera.track ? [{ source: 'camera' as const, muted: false }] : []),
        ...(meeting.sharedScreen() ? [{ source: 'screen' as const, muted: false }] : []),
      ],
    },
  ];
}
