import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createMemo, For, Show } from 'solid-js';
import type { PeopleListProps } from './PeopleList.tsx';
import type { PersonRow, PersonRowProps } from './PersonRow.tsx';

/** As people-panel.css has it. */
const rowPx = 56;

export type LongPeopleListProps = Pick<PeopleListProps, 'people' | 'scroller'> & {
  row: (person: Participant, placed: PersonRowProps['placed']) => ReturnType<typeof PersonRow>;
};

/** Many people, of whom only those on screen are drawn. */
export default function LongPeopleList(props: LongPeopleListProps) {
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
