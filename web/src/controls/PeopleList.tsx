import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { For, Show, Suspense } from 'solid-js';
import type { MenuItem } from '../design/Menu.tsx';
import type { Meeting } from '../meeting/createMeeting.ts';
import { optionalPart } from '../update/optional-part.tsx';
import { PersonRow, type PersonRowProps } from './PersonRow.tsx';

export type PeopleListProps = {
  meeting: Meeting;
  /** In the order of the list; each stays the same object while they change. */
  people: readonly Participant[];
  /** Place in the queue of raised hands, from 1; null while the hand is down. */
  raisedAs: (id: string) => number | null;
  /** What scrolls. */
  scroller: () => HTMLElement | undefined;
  actions: (person: Participant) => MenuItem[][];
};

/** More than these are not all drawn. */
const mostDrawn = 50;
/** Most meetings never need it. */
const LongPeopleList = optionalPart(() => import('./LongPeopleList.tsx'));

/** The people, those on screen only when there are many. */
export function PeopleList(props: PeopleListProps) {
  const rowOf = (person: Participant, placed?: PersonRowProps['placed']) => (
    <PersonRow
      name={person.name}
      role={person.role}
      self={person.id === props.meeting.room.self?.id}
      sending={person.sending}
      quality={person.quality}
      away={person.suspended}
      pinned={props.meeting.pins().includes(person.id)}
      spotlit={props.meeting.room.spotlight === person.id}
      raisedAs={props.raisedAs(person.id)}
      actions={() => props.actions(person)}
      {...(placed ? { placed } : {})}
    />
  );
  return (
    <Show
      when={props.people.length > mostDrawn}
      fallback={
        <ul class="people-list">
          <For each={props.people}>{(person) => rowOf(person)}</For>
        </ul>
      }
    >
      <Suspense>
        <LongPeopleList people={props.people} scroller={props.scroller} row={rowOf} />
      </Suspense>
    </Show>
  );
}
