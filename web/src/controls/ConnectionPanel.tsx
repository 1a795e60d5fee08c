import { For, onCleanup, onMount, Show, Suspense } from 'solid-js';
import type { LocalMediaState } from '../media/local-media.ts';
import type { Meeting, Way } from '../meeting/createMeeting.ts';
import { Avatar } from '../stage/Avatar.tsx';
import { texts } from '../texts/texts.ts';
import { optionalPart } from '../update/optional-part.tsx';
import { figures, qualityOf, wayWords } from './connection-words.ts';
import { SidePanel } from './SidePanel.tsx';
import './connection-panel.css';

/** Few look, and who does can wait a moment. */
const StatisticsSection = optionalPart(async () => ({
  default: (await import('./statistics/StatisticsSection.tsx')).StatisticsSection,
}));

export type ConnectionPanelProps = {
  meeting: Meeting;
  /** This person came in with their address hidden. */
  addressHidden: boolean;
  onClose: () => void;
  /** Of this person, so that what they send can be named. */
  devices?: LocalMediaState;
};

/** Which way picture and sound take to whom, why, and how well. */
export function ConnectionPanel(props: ConnectionPanelProps) {
  const words = texts.connection;
  const room = props.meeting.room;
  onMount(() => onCleanup(props.meeting.watchConnection()));
  const why = () => (room.mode ? words.reasons[room.mode.reason][room.mode.mode] : texts.meeting.connecting);
  // A meeting that only ever goes directly has no use for the other way.
  const standby = () => (room.policy === 'auto' && room.others.length > 0 ? room.standby : null);
  // Through the server, nobody sees anybody's.
  const addressHidden = () => props.addressHidden || room.policy === 'sfu';
  return (
    <SidePanel heading={words.heading} onClose={props.onClose}>
      <section class="side-scroll" tabindex="0" aria-label={words.heading}>
        <section class="connection-summary" aria-label={words.summary}>
          <p>{room.others.length === 0 ? words.alone : why()}</p>
          <p class="connection-recovery" role="status">
            <Show when={props.meeting.recovery()}>{(step) => texts.meeting.recovery[step()]}</Show>
          </p>
          <Show when={standby()}>{(known) => <p class="soft">{words.standby[known()]}</p>}</Show>
          <Show when={addressHidden()}>
            <p class="note note-calm">{words.hidden}</p>
          </Show>
        </section>
        <Show when={room.others.length > 0}>
          <section class="connection-people" aria-labelledby="connection-people">
            <h3 id="connection-people">{words.perPerson}</h3>
            <ul>
              <For each={room.others}>
                {(person) => <WayRow name={person.name} away={person.suspended} way={room.ways[person.id]} />}
              </For>
            </ul>
            <p class="soft connection-explained">{words.explained}</p>
          </section>
        </Show>
        <Suspense>
          <StatisticsSection meeting={props.meeting} devices={props.devices} />
        </Suspense>
      </section>
    </SidePanel>
  );
}

/** `away`: their signaling is lost. */
type WayRowProps = { name: string; away: boolean; way: Way | undefined };

function WayRow(props: WayRowProps) {
  const quality = () => (props.way ? qualityOf(props.way) : 'unknown');
  return (
    <li class="way-row" data-path={props.way?.path ?? 'none'}>
      <Avatar name={props.name} />
      <div class="way-about">
        <p class="way-name" dir="auto">
          {props.name}
        </p>
        <p>{props.away ? texts.meeting.away : wayWords(props.way, props.name)}</p>
        <Show when={props.way && props.way.path !== 'none' && props.way}>
          {(way) => (
            <p class="soft way-figures">
              <span class="way-quality" data-quality={quality()}>
                {texts.connection.quality[quality()]}
              </span>
              <Show when={figures(way())}>{(known) => ` · ${known()}`}</Show>
            </p>
          )}
        </Show>
      </div>
    </li>
  );
}
