import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { ChatLine } from './ChatLine.tsx';
import { beginsAnew, firstUnread } from './chat-lines.ts';
import type { Chat } from './createChat.ts';
import { createDrop } from './createDrop.ts';
import { SidePanel } from './SidePanel.tsx';
import './chat-panel.css';
import './chat-parts.css';

export type ChatPanelProps = { meeting: Meeting; chat: Chat; onClose: () => void };

const bottomSlackPx = 40;

/** What everyone in the meeting writes. The list stays where one reads, and follows only who is at its end. */
export function ChatPanel(props: ChatPanelProps) {
  const words = texts.chat;
  const messages = () => props.meeting.room.chat;
  const selfId = () => props.meeting.room.self?.id;
  const isOwn = (participantId: string) => participantId === selfId();
  const [atEnd, setAtEnd] = createSignal(true);
  const [readUpTo, setReadUpTo] = createSignal(messages().length);
  // Where the new ones begin stays where it is while one reads.
  const newFrom = firstUnread(messages(), props.chat.seenSeq(), selfId());
  // Nothing is shared with everybody that was meant for one who left.
  const mayAttach = () => props.chat.allowed() && !props.chat.recipientGone();
  const drop = createDrop((files) => mayAttach() && props.chat.uploads.add(files));
  let log: HTMLDivElement | undefined;
  const toEnd = () => log?.scrollTo({ top: log.scrollHeight });
  const onScroll = () => {
    if (!log) return;
    setAtEnd(log.scrollHeight - log.scrollTop - log.clientHeight < bottomSlackPx);
  };
  onMount(() => {
    toEnd();
    // The composer grows, a keyboard comes, a message gets its lists: who is at the end stays there.
    const observer = new ResizeObserver(() => atEnd() && toEnd());
    if (log) observer.observe(log);
    if (log?.firstElementChild) observer.observe(log.firstElementChild);
    onCleanup(() => observer.disconnect());
  });
  createEffect(
    on(
      () => messages().at(-1),
      (last) => {
        if (atEnd() || (last && isOwn(last.participantId))) toEnd();
      },
    ),
  );
  createEffect(() => {
    if (!atEnd()) return;
    setReadUpTo(messages().length);
    props.chat.markRead();
  });
  return (
    <SidePanel heading={words.heading} onClose={props.onClose}>
      <div class="chat-body" {...drop.handlers}>
        <div class="chat-middle">
          <Show when={messages().length === 0}>
            <p class="chat-empty soft">{words.nobodyYet}</p>
          </Show>
          <div class="chat-log" ref={log} role="log" tabindex="0" aria-label={words.log} onScroll={onScroll}>
            <ol class="chat-list">
              <For each={messages()}>
                {(message, index) => (
                  <ChatLine
                    meetingId={props.meeting.id}
                    seat={props.meeting.seat()}
                    message={message}
                    own={isOwn(message.participantId)}
                    head={beginsAnew(message, messages()[index() - 1]) || message.id === newFrom}
                    isNew={message.id === newFrom}
                  />
                )}
              </For>
            </ol>
          </div>
          <Show when={!atEnd() && messages().length > readUpTo()}>
            <button type="button" class="button button-primary chat-new" onClick={toEnd}>
              {words.newBelow(messages().length - readUpTo())}
            </button>
          </Show>
        </div>
        <ChatComposer chat={props.chat} others={props.meeting.room.others} />
        <Show when={drop.over()}>
          <p class="chat-drop">{words.drop}</p>
        </Show>
      </div>
    </SidePanel>
  );
}
