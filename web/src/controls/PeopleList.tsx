import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createMemo, For, Show } from 'solid-js';
import type { MenuItem } from '../design/Menu.tsx';
import type { Meeting } from '../meeting/createMeeting.ts';
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
const rowPx = 56;

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
      <LongList {...props} row={rowOf} />
    </Show>
  );
}

type LongListProps = PeopleListProps & {
  row: (person: Participant, placed: PersonRowProps['placed']) => ReturnType<typeof PersonRow>;
};

function LongList(props: LongListProps) {
  let list: HTMLUListElement | undefined;
  const virtual = createVirtualizer({
    get count() {
      return props.people.length;
    },
    getScrollElement: () => props.scroller() ?? null,
    estimateSize: () => rowPx,
    getItemKey: (index) => props.people[index]?.id ?? index,
    // The list is not the first thing that scrolls.
    get scrollMargin() {
      return list?.offsetTop ?? 0;
    },
    overscan: 6,
  });
  const shown = createMemo(() => virtual.getVirtualItems());
  return (
    <ul class="people-list people-list-long" ref={list} style={{ height: `${virtual.getTotalSize()}px` }}>
      <For each={shown()}>
        {(item) => (
          <Show when={props.people[item.index]} keyed>
            {(person) =>
              props.row(person, {
                topPx: item.start - (list?.offsetTop ?? 0),
                position: item.index + 1,
                count: props.people.length,
              })
            }
          </Show>
        )}
      </For>
    </ul>
  );
}
