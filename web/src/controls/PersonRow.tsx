import type { Role } from '@parley/worker/contract/roles.ts';
import Hand from 'lucide-solid/icons/hand';
import MicOff from 'lucide-solid/icons/mic-off';
import UserX from 'lucide-solid/icons/user-x';
import { Show } from 'solid-js';
import { Avatar } from '../stage/Avatar.tsx';
import { texts } from '../texts/texts.ts';

export type PersonRowProps = {
  name: string;
  self?: boolean;
  role: Role;
  muted: boolean;
  away: boolean;
  /** Place among the raised hands, from 1; null: the hand is down. */
  raisedAs: number | null;
  onRemove?: () => void;
};

export function PersonRow(props: PersonRowProps) {
  return (
    <li class="person-row">
      <Avatar name={props.name} />
      <span class="person-name">
        <span dir="auto">{props.self ? texts.meeting.youNamed(props.name) : props.name}</span>
        <small class="soft">{props.away ? texts.meeting.away : texts.people.roles[props.role]}</small>
      </span>
      <Show when={props.raisedAs}>
        {(place) => (
          <span class="person-hand" role="img" aria-label={texts.people.handRaisedAs(place())}>
            <Hand size={16} aria-hidden="true" />
            {place()}
          </span>
        )}
      </Show>
      <Show when={props.muted}>
        <MicOff size={18} role="img" aria-label={texts.meeting.muted} />
      </Show>
      <Show when={props.onRemove}>
        {(remove) => (
          <button
            type="button"
            class="icon-button"
            aria-label={texts.people.remove(props.name)}
            title={texts.people.remove(props.name)}
            onClick={() => remove()()}
          >
            <UserX size={18} aria-hidden="true" />
          </button>
        )}
      </Show>
    </li>
  );
}
