import type { Quality, Sending } from '@parley/sfu/contract/shapes.ts';
import type { Role } from '@parley/worker/contract/roles.ts';
import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical';
import Hand from 'lucide-solid/icons/hand';
import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import Pin from 'lucide-solid/icons/pin';
import ScreenShare from 'lucide-solid/icons/screen-share';
import SignalLow from 'lucide-solid/icons/signal-low';
import Sparkles from 'lucide-solid/icons/sparkles';
import VideoIcon from 'lucide-solid/icons/video';
import { type JSX, Show } from 'solid-js';
import { Menu, type MenuItem } from '../design/Menu.tsx';
import { Avatar } from '../stage/Avatar.tsx';
import { texts } from '../texts/texts.ts';
import { PersonName } from './PersonName.tsx';

export type PersonRowProps = {
  name: string;
  role: Role;
  self?: boolean;
  sending: readonly Sending[];
  quality: Quality;
  away: boolean;
  pinned: boolean;
  spotlit: boolean;
  /** Place in the queue of raised hands, from 1; null while the hand is down. */
  raisedAs: number | null;
  /** What one may do about them. */
  actions: () => readonly (readonly MenuItem[])[];
  /** Place in a list that is not all there: in pixels from its top, and its number of how many. */
  placed?: { topPx: number; position: number; count: number };
};

/** Somebody in the list of people. */
export function PersonRow(props: PersonRowProps) {
  const words = texts.people;
  const sends = (source: Sending['source']) => props.sending.some((each) => each.source === source && !each.muted);
  const about = () => {
    if (props.away) return texts.meeting.away;
    return words.quality[props.quality];
  };
  return (
    <li
      class="person-row"
      classList={{ 'person-row-placed': props.placed !== undefined }}
      style={props.placed && { transform: `translateY(${props.placed.topPx}px)` }}
      aria-posinset={props.placed?.position}
      aria-setsize={props.placed?.count}
    >
      <Avatar name={props.name} />
      <span class="person-name">
        <PersonName name={props.name} role={props.role} self={props.self ?? false} />
        <Show when={about()}>
          <small class="soft person-about">
            <SignalLow size={14} aria-hidden="true" />
            {about()}
          </small>
        </Show>
      </span>
      <Show when={props.raisedAs}>
        {(place) => (
          <span class="person-hand" role="img" aria-label={words.handRaisedAs(place())}>
            <Hand size={16} aria-hidden="true" />
            {place()}
          </span>
        )}
      </Show>
      <span class="person-marks">
        <Mark when={props.spotlit} label={words.spotlit} icon={Sparkles} />
        <Mark when={props.pinned} label={words.pinned} icon={Pin} />
        <Mark when={sends('screen')} label={words.sharing} icon={ScreenShare} />
        <Mark when={sends('camera')} label={words.cameraOn} icon={VideoIcon} />
        <Mark when={sends('mic')} label={words.micOn} icon={Mic} />
        <Mark when={!sends('mic')} label={words.micOff} icon={MicOff} off />
      </span>
      <Show when={props.actions().length > 0} fallback={<span class="person-no-menu" />}>
        <Menu
          label={words.menuFor(props.name)}
          items={props.actions()}
          buttonLabel={words.menuFor(props.name)}
          buttonClass="icon-button"
        >
          <EllipsisVertical size={18} aria-hidden="true" />
        </Menu>
      </Show>
    </li>
  );
}

type MarkProps = {
  when: boolean;
  label: string;
  icon: (props: { size: number; role: 'img'; 'aria-label': string }) => JSX.Element;
  off?: boolean;
};

function Mark(props: MarkProps) {
  const Picture = props.icon;
  return (
    <Show when={props.when}>
      <span class="person-mark" classList={{ 'person-mark-off': props.off }} title={props.label}>
        <Picture size={17} role="img" aria-label={props.label} />
      </span>
    </Show>
  );
}
