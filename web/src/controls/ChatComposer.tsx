import SendHorizontal from 'lucide-solid/icons/send-horizontal';
import { onMount, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { charactersLeft } from './chat-lines.ts';
import type { Chat } from './createChat.ts';

/** Enter sends, Shift and Enter breaks the line. */
export function ChatComposer(props: { chat: Chat }) {
  const words = texts.chat;
  let field: HTMLTextAreaElement | undefined;
  // On a phone the keyboard would cover what one came to read.
  onMount(() => matchMedia('(pointer: fine)').matches && field?.focus());
  const left = () => charactersLeft(props.chat.draft());
  const tooLong = () => (left() ?? 0) < 0;
  const limit = () => {
    const count = left();
    if (count === null) return '';
    return count < 0 ? words.tooLong(-count) : words.left(count);
  };
  const why = () => {
    const unsent = props.chat.unsent();
    if (unsent === null) return '';
    return unsent === 'too-fast' ? words.tooFast : words.notSent;
  };
  const onKey = (event: KeyboardEvent) => {
    // In the middle of composing a character, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void props.chat.send();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void props.chat.send();
    field?.focus();
  };
  return (
    <form class="chat-composer" onSubmit={submit}>
      <p class="chat-unsent" role="alert">
        {why()}
      </p>
      <div class="chat-field">
        <textarea
          ref={field}
          class="input"
          rows={Math.min(6, props.chat.draft().split('\n').length)}
          aria-label={words.field}
          aria-describedby="chat-limit"
          aria-invalid={tooLong()}
          placeholder={words.placeholder}
          value={props.chat.draft()}
          onInput={(event) => props.chat.write(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button
          type="submit"
          class="icon-button chat-send"
          aria-label={words.send}
          title={words.send}
          disabled={props.chat.draft().trim() === '' || tooLong() || props.chat.sending()}
        >
          <SendHorizontal size={20} aria-hidden="true" />
        </button>
      </div>
      <p class="chat-hint soft">
        <span id="chat-limit" classList={{ 'field-error': tooLong() }}>
          {limit()}
        </span>
        <Show when={props.chat.sending()}>
          <span class="banner-late">{words.sending}</span>
        </Show>
      </p>
    </form>
  );
}
