import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import Lock from 'lucide-solid/icons/lock';
import { Show } from 'solid-js';
import { currentLocale } from '../texts/load-language.ts';
import { texts } from '../texts/texts.ts';
import { FileCard } from './FileCard.tsx';
import { MessageText } from './MessageText.tsx';
import { PersonName } from './PersonName.tsx';

export type ChatLineProps = {
  meetingId: string;
  seat: SeatKey | null;
  message: ChatMessage;
  own: boolean;
  /** With name and time; else it goes on under the one before. */
  head: boolean;
  /** The first one that was not read yet. */
  isNew: boolean;
};

let clock: Intl.DateTimeFormat | undefined;
const timeOf = (at: Date) => {
  clock ??= new Intl.DateTimeFormat(currentLocale(), { hour: 'numeric', minute: '2-digit' });
  return clock.format(at);
};

/** One message, with who wrote it and whether only two can read it. */
export function ChatLine(props: ChatLineProps) {
  const words = texts.chat;
  const at = () => new Date(props.message.atMs);
  const direct = () => {
    const { to } = props.message;
    if (!to) return null;
    return props.own ? words.toOther(to.name) : words.toYou;
  };
  return (
    <>
      <Show when={props.isNew}>
        <li class="chat-divider">
          <span>{words.newLine}</span>
        </li>
      </Show>
      <li
        class="chat-line"
        classList={{ 'chat-own': props.own, 'chat-head': props.head, 'chat-direct': props.message.to !== null }}
      >
        <Show when={props.head}>
          <p class="chat-about">
            <span class="chat-name">
              <PersonName name={props.message.name} role={props.message.role} self={props.own} />
            </span>
            <time class="soft" datetime={at().toISOString()}>
              {timeOf(at())}
            </time>
            <Show when={direct()}>
              {(to) => (
                <span class="chat-to">
                  <Lock size={13} aria-hidden="true" />
                  <bdi>{to()}</bdi>
                </span>
              )}
            </Show>
          </p>
        </Show>
        <Show when={props.message.text !== ''}>
          <div class="chat-text">
            <MessageText text={props.message.text} />
          </div>
        </Show>
        <Show when={props.message.file}>
          {(file) => <FileCard meetingId={props.meetingId} seat={props.seat} file={file()} />}
        </Show>
      </li>
    </>
  );
}
