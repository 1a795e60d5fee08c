import type { Knock } from '@parley/worker/contract/live-socket.ts';
import { Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import './banners.css';

export type KnockToastProps = {
  knocks: Knock[];
  onAnswer: (answer: 'admit' | 'deny', seatIds: string[]) => void;
  onShowAll: () => void;
};

/** Someone is at the door: calm, and answered with one touch. */
export function KnockToast(props: KnockToastProps) {
  const ids = () => props.knocks.map(({ seatId }) => seatId);
  return (
    <section class="knock" role="alert">
      <p>{texts.people.knocks(props.knocks.map(({ name }) => name))}</p>
      <div class="knock-actions">
        <button type="button" class="button button-primary" onClick={() => props.onAnswer('admit', ids())}>
          {props.knocks.length === 1 ? texts.people.admit : texts.people.admitAll}
        </button>
        <Show
          when={props.knocks.length === 1}
          fallback={
            <button type="button" class="button" onClick={() => props.onShowAll()}>
              {texts.people.heading}
            </button>
          }
        >
          <button type="button" class="button" onClick={() => props.onAnswer('deny', ids())}>
            {texts.people.deny}
          </button>
        </Show>
      </div>
    </section>
  );
}
