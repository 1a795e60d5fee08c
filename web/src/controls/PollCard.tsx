import type { PollView } from '@parley/sfu/contract/polls.ts';
import Check from 'lucide-solid/icons/check';
import { createUniqueId, For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { percents, votesOf } from './poll-figures.ts';

export type PollCardProps = {
  view: PollView;
  /** This person may vote. */
  votes: boolean;
  /** This person may end it. */
  leads: boolean;
  onVote: (option: number | null) => void;
  onEnd: () => void;
};

const mostVoters = 8;

/** One poll: answers to choose from, with how they stand while it goes on. */
export function PollCard(props: PollCardProps) {
  const words = texts.polls;
  const headingId = createUniqueId();
  const poll = () => props.view.poll;
  const shares = () => percents(props.view.results.map(({ votes }) => votes));
  const votersOf = (index: number) => {
    const names = props.view.results[index]?.voters.map(({ name }) => name) ?? [];
    if (names.length <= mostVoters) return names.join(', ');
    return words.more(names.slice(0, mostVoters), names.length - mostVoters);
  };
  return (
    <article class="poll-card" aria-labelledby={headingId}>
      <h3 id={headingId} dir="auto">
        {poll().question}
      </h3>
      <p class="soft poll-about">
        {[
          ...(poll().open ? [] : [words.ended]),
          poll().anonymous ? words.isAnonymous : words.isNamed,
          words.votes(votesOf(props.view)),
        ].join(' · ')}
      </p>
      <div class="poll-options" role="radiogroup" aria-labelledby={headingId}>
        <For each={poll().options}>
          {(option, index) => {
            const chosen = () => props.view.chosen === index();
            const share = () => shares()[index()] ?? 0;
            return (
              <label class="poll-option" classList={{ 'poll-option-chosen': chosen() }}>
                <input
                  type="radio"
                  class="visually-hidden"
                  name={`poll-${poll().id}`}
                  checked={chosen()}
                  disabled={!poll().open || !props.votes}
                  onChange={() => props.onVote(index())}
                />
                <span class="poll-bar" style={{ width: `${share()}%` }} />
                <span class="poll-answer" dir="auto">
                  {option}
                </span>
                <Show when={chosen()}>
                  <Check size={18} role="img" aria-label={words.yours} />
                </Show>
                <span class="poll-figure">
                  {props.view.results[index()]?.votes ?? 0} · {words.share(share())}
                </span>
                <Show when={votersOf(index())}>
                  <bdi class="soft poll-voters">{votersOf(index())}</bdi>
                </Show>
              </label>
            );
          }}
        </For>
      </div>
      <div class="poll-actions">
        <Show when={poll().open && props.view.chosen !== null && props.votes}>
          <button type="button" class="button button-quiet" onClick={() => props.onVote(null)}>
            {words.takeBack}
          </button>
        </Show>
        <Show when={poll().open && props.leads}>
          <button type="button" class="button" onClick={() => props.onEnd()}>
            {words.end}
          </button>
        </Show>
      </div>
    </article>
  );
}
