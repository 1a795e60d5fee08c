import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import Star from 'lucide-solid/icons/star';
import { createSignal, For, Show } from 'solid-js';
import { call } from '../../api/worker-client.ts';
import { texts } from '../../texts/texts.ts';
import { asksProblems, type CallProblem, callProblems, ratingOf, stars } from './rating-draft.ts';
import './rating.css';

export type RatingProps = { meetingId: string; seat: SeatKey };

/** How was it? Stars, then what was wrong; gone with one click. */
export function Rating(props: RatingProps) {
  const words = texts.ends.rating;
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [problems, setProblems] = createSignal<ReadonlySet<CallProblem>>(new Set());
  const [state, setState] = createSignal<'asking' | 'sending' | 'failed' | 'thanked' | 'skipped'>('asking');
  let place: HTMLDivElement | undefined;
  /** The form goes, and with it what had the focus. */
  const end = (how: 'thanked' | 'skipped') => {
    setState(how);
    place?.focus({ preventScroll: true });
  };
  const toggle = (problem: CallProblem) => {
    const next = new Set(problems());
    if (!next.delete(problem)) next.add(problem);
    setProblems(next);
  };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = chosen();
    if (given === null || state() === 'sending') return;
    setState('sending');
    try {
      await call('rateCall', { params: { id: props.meetingId }, body: ratingOf(given, problems()), seat: props.seat });
      end('thanked');
    } catch (thrown) {
      console.warn('rating: not sent', thrown);
      setState('failed');
    }
  };
  return (
    <div class="rating" ref={place} tabindex="-1">
      <p class="rating-thanks" role="status">
        {state() === 'thanked' ? words.thanks : ''}
      </p>
      <Show when={state() !== 'thanked' && state() !== 'skipped'}>
        <form class="card rating-card" onSubmit={(event) => void send(event)}>
          <fieldset class="rating-part">
            <legend>{words.question}</legend>
            <div class="rating-stars">
              <For each={stars}>
                {(each) => (
                  <label class="rating-star" classList={{ 'rating-star-lit': each <= (chosen() ?? 0) }}>
                    <input
                      type="radio"
                      name="stars"
                      class="visually-hidden"
                      value={each}
                      checked={chosen() === each}
                      onChange={() => setChosen(each)}
                    />
                    <Star size={30} aria-hidden="true" />
                    <span class="visually-hidden">{words.stars(each)}</span>
                  </label>
                )}
              </For>
            </div>
          </fieldset>
          <Show when={asksProblems(chosen())}>
            <fieldset class="rating-part">
              <legend>{words.problemsQuestion}</legend>
              <div class="rating-problems">
                <For each={callProblems}>
                  {(problem) => (
                    <label class="checkbox">
                      <input type="checkbox" checked={problems().has(problem)} onChange={() => toggle(problem)} />
                      {words.problems[problem]}
                    </label>
                  )}
                </For>
              </div>
            </fieldset>
          </Show>
          <Show when={state() === 'failed'}>
            <p class="field-error" role="alert">
              {words.failed}
            </p>
          </Show>
          <div class="rating-actions">
            <button type="button" class="button button-quiet" onClick={() => end('skipped')}>
              {words.skip}
            </button>
            <Show when={chosen() !== null}>
              <button type="submit" class="button button-primary" aria-disabled={state() === 'sending'}>
                {words.send}
              </button>
            </Show>
          </div>
        </form>
      </Show>
    </div>
  );
}
