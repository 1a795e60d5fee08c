import { maxPollOptions } from '@parley/worker/contract/room-state.ts';
import X from 'lucide-solid/icons/x';
import { createSignal, Index, onMount, Show } from 'solid-js';
import { Switch } from '../design/Switch.tsx';
import { texts } from '../texts/texts.ts';
import { askable, emptyDraft, type PollDraft, withMore, withOption, withoutOption } from './poll-draft.ts';

export type PollFormProps = { onAsk: (poll: PollDraft) => void; onCancel: () => void };

/** A poll while it is being written. */
export function PollForm(props: PollFormProps) {
  const words = texts.polls;
  const [draft, setDraft] = createSignal(emptyDraft());
  const [incomplete, setIncomplete] = createSignal(false);
  let question: HTMLInputElement | undefined;
  let list: HTMLDivElement | undefined;
  onMount(() => question?.focus());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const poll = askable(draft());
    setIncomplete(poll === null);
    if (poll) props.onAsk(poll);
  };
  const addOption = () => {
    setDraft(withMore(draft()));
    list?.querySelector<HTMLInputElement>('.poll-field:last-of-type input')?.focus();
  };
  return (
    <form class="poll-form" onSubmit={submit}>
      <div class="field">
        <label for="poll-question">{words.question}</label>
        <input
          ref={question}
          id="poll-question"
          class="input"
          dir="auto"
          maxlength="200"
          autocomplete="off"
          value={draft().question}
          onInput={(event) => setDraft({ ...draft(), question: event.currentTarget.value })}
        />
      </div>
      <div class="poll-fields" ref={list}>
        <Index each={draft().options}>
          {(option, index) => (
            <div class="poll-field">
              <input
                class="input"
                dir="auto"
                maxlength="100"
                autocomplete="off"
                aria-label={words.option(index + 1)}
                placeholder={words.option(index + 1)}
                value={option()}
                onInput={(event) => setDraft(withOption(draft(), index, event.currentTarget.value))}
              />
              <Show when={draft().options.length > 2}>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.removeOption(index + 1)}
                  onClick={() => setDraft(withoutOption(draft(), index))}
                >
                  <X size={18} aria-hidden="true" />
                </button>
              </Show>
            </div>
          )}
        </Index>
        <Show when={draft().options.length < maxPollOptions}>
          <button type="button" class="button button-quiet" onClick={addOption}>
            {words.addOption}
          </button>
        </Show>
      </div>
      <Switch
        label={words.anonymous}
        hint={words.anonymousHint}
        on={draft().anonymous}
        onChange={(anonymous) => setDraft({ ...draft(), anonymous })}
      />
      <p class="field-error" role="alert">
        {incomplete() ? words.incomplete : ''}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onCancel()}>
          {words.cancel}
        </button>
        <button type="submit" class="button button-primary">
          {words.start}
        </button>
      </div>
    </form>
  );
}
