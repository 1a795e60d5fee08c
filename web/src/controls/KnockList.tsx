import type { Knock } from '@parley/worker/contract/live-socket.ts';
import { For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';

export type KnockListProps = { knocks: Knock[]; onAnswer: (answer: 'admit' | 'deny', seatIds?: string[]) => void };

/** Who waits in the lobby, first come first. */
export function KnockList(props: KnockListProps) {
  const words = texts.people;
  return (
    <section class="knock-list" aria-labelledby="knocks-heading">
      <h3 id="knocks-heading">{words.waitingHeading}</h3>
      <ul>
        <For each={props.knocks}>
          {(knock) => (
            <li class="knock-row">
              <span class="person-name" dir="auto">
                {knock.name}
              </span>
              <button
                type="button"
                class="button"
                aria-label={words.denyNamed(knock.name)}
                onClick={() => props.onAnswer('deny', [knock.seatId])}
              >
                {words.deny}
              </button>
              <button
                type="button"
                class="button button-primary"
                aria-label={words.admitNamed(knock.name)}
                onClick={() => props.onAnswer('admit', [knock.seatId])}
              >
                {words.admit}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.knocks.length > 1}>
        <div class="knock-all">
          <button type="button" class="button" onClick={() => props.onAnswer('deny')}>
            {words.denyAll}
          </button>
          <button type="button" class="button button-primary" onClick={() => props.onAnswer('admit')}>
            {words.admitAll}
          </button>
        </div>
      </Show>
    </section>
  );
}
