import { maxFileBytes } from '@parley/worker/contract/files.ts';
import type { Role } from '@parley/worker/contract/roles.ts';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import Lock from 'lucide-solid/icons/lock';
import Paperclip from 'lucide-solid/icons/paperclip';
import SendHorizontal from 'lucide-solid/icons/send-horizontal';
import { onMount, Show } from 'solid-js';
import { Menu, type MenuItem } from '../design/Menu.tsx';
import { currentLocale } from '../texts/load-language.ts';
import { texts } from '../texts/texts.ts';
import { charactersLeft, fileSize } from './chat-lines.ts';
import type { Chat } from './createChat.ts';
import { UploadList } from './UploadList.tsx';

export type ChatComposerProps = {
  chat: Chat;
  /** Those to whom one may write alone, in the order in which they came. */
  others: readonly { id: string; name: string; role: Role }[];
};

/** Enter sends, Shift and Enter breaks the line; files come by the button, pasted or dropped. */
export function ChatComposer(props: ChatComposerProps) {
  const words = texts.chat;
  let field: HTMLTextAreaElement | undefined;
  // On a phone the keyboard would cover what one came to read.
  onMount(() => matchMedia('(pointer: fine)').matches && field?.focus());
  const to = () => props.chat.recipient();
  const left = () => charactersLeft(props.chat.draft());
  const tooLong = () => (left() ?? 0) < 0;
  const limit = () => {
    const count = left();
    if (count === null) return '';
    return count < 0 ? words.tooLong(-count) : words.left(count);
  };
  const why = () => {
    if (!props.chat.allowed()) return words.forbidden;
    if (props.chat.recipientGone() || props.chat.unsent() === 'gone') return words.gone;
    if (props.chat.unsent() === null) return '';
    return props.chat.unsent() === 'too-fast' ? words.tooFast : words.notSent;
  };
  const stopped = () => !props.chat.allowed() || props.chat.recipientGone();
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
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || stopped()) return;
    event.preventDefault();
    props.chat.uploads.add(files);
  };
  return (
    <form class="chat-composer" onSubmit={submit}>
      <UploadList uploads={props.chat.uploads} />
      <RecipientMenu chat={props.chat} others={props.others} onChosen={() => field?.focus()} />
      <p class="chat-unsent" role="alert">
        {why()}
      </p>
      <div class="chat-field" classList={{ 'chat-field-direct': to() !== null }}>
        <FileButton disabled={stopped()} onFiles={props.chat.uploads.add} />
        <textarea
          ref={field}
          class="input"
          dir="auto"
          rows={Math.min(6, props.chat.draft().split('\n').length)}
          aria-label={to() ? words.fieldTo(to()?.name ?? '') : words.field}
          aria-describedby="chat-limit"
          aria-invalid={tooLong()}
          placeholder={to() ? words.placeholderTo(to()?.name ?? '') : words.placeholder}
          title={words.formatting}
          disabled={!props.chat.allowed()}
          value={props.chat.draft()}
          onInput={(event) => props.chat.write(event.currentTarget.value)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <button
          type="submit"
          class="icon-button chat-send"
          aria-label={words.send}
          title={words.send}
          disabled={props.chat.draft().trim() === '' || tooLong() || props.chat.sending() || stopped()}
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

function RecipientMenu(props: ChatComposerProps & { onChosen: () => void }) {
  const words = texts.chat;
  const name = () => props.chat.recipient()?.name ?? words.everyone;
  const choice = (recipient: ChatComposerProps['others'][number] | null): MenuItem => ({
    label: recipient?.name ?? words.everyone,
    note: recipient ? texts.people.roles[recipient.role] : '',
    chosen: props.chat.recipient()?.id === recipient?.id,
    press: () => {
      props.chat.address(recipient && { id: recipient.id, name: recipient.name });
      props.onChosen();
    },
  });
  return (
    <div class="chat-recipient">
      <Menu
        label={words.recipient}
        items={[[choice(null)], props.others.map(choice)]}
        buttonClass="chat-recipient-button"
        buttonLabel={`${words.recipient}: ${name()}`}
        placement="top-start"
      >
        <Show when={props.chat.recipient()}>
          <Lock size={14} aria-hidden="true" />
        </Show>
        <bdi>{name()}</bdi>
        <ChevronDown size={16} aria-hidden="true" />
      </Menu>
    </div>
  );
}

function FileButton(props: { disabled: boolean; onFiles: (files: Iterable<File>) => void }) {
  const words = texts.chat;
  let input: HTMLInputElement | undefined;
  const hint = () => words.attachHint(fileSize(maxFileBytes, currentLocale()));
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={words.attach}
        aria-description={hint()}
        title={`${words.attach}. ${hint()}`}
        disabled={props.disabled}
        onClick={() => input?.click()}
      >
        <Paperclip size={20} aria-hidden="true" />
      </button>
    </>
  );
}
