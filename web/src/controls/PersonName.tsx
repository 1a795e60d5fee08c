import type { Role } from '@parley/worker/contract/roles.ts';
import { Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import './person-name.css';

export type PersonNameProps = {
  name: string;
  role: Role;
  self?: boolean;
};

/**
 * A name and what tells a host from somebody who only calls themselves so. The name keeps its own direction and never moves what
 * stands beside it.
 */
export function PersonName(props: PersonNameProps) {
  return (
    <span class="person-named">
      <bdi class="person-words" title={props.name}>
        {props.self ? texts.meeting.youNamed(props.name) : props.name}
      </bdi>
      <Show when={props.role !== 'guest'}>
        <span class="role-badge" data-role={props.role}>
          {texts.people.roles[props.role]}
        </span>
      </Show>
    </span>
  );
}
