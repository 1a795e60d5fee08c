import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { textParts } from './text-parts.ts';

export type ChatLineProps = {
  message: ChatMessage;
  own: boolean;
  /** With name and time; else it goes on under the one before. */
  head: boolean;
};

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** One message. Addresses in it can be opened, in a window that learns nothing of this one. */
export function ChatLine(props: ChatLineProps) {
  const at = () => new Date(props.message.atMs);
  return (
    <li class="chat-line" classList={{ 'chat-own': props.own, 'chat-head': props.head }}>
      <Show when={props.head}>
        <p class="chat-about">
          <span class="chat-name" dir="auto">
            {props.own ? texts.meeting.youNamed(props.message.name) : props.message.name}
          </span>
          <time class="soft" datetime={at().toISOString()}>
            {clock.format(at())}
          </time>
        </p>
      </Show>
      <p class="chat-text" dir="auto">
        <For each={textParts(props.message.text)}>
          {(part) => (
            <Show when={part.href} fallback={part.text}>
              {(href) => (
                <a href={href()} target="_blank" rel="noopener noreferrer nofollow">
                  {part.text}
                </a>
              )}
            </Show>
          )}
        </For>
      </p>
    </li>
  );
}
