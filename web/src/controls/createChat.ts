import { maxChatLength } from '@parley/worker/contract/room-state.ts';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import { problemOf } from '../errors/problem.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { unreadCount } from './chat-lines.ts';

/** What one is writing and has read: it outlives the panel, which comes and goes. */
export type Chat = {
  draft: Accessor<string>;
  write: (draft: string) => void;
  sending: Accessor<boolean>;
  /** Why the last message did not go; its text is in the draft again. */
  unsent: Accessor<'not-sent' | 'too-fast' | null>;
  send: () => Promise<void>;
  unread: Accessor<number>;
  /** All that is there now was seen. */
  markRead: () => void;
};

export function createChat(meeting: Meeting): Chat {
  const [draft, setDraft] = createSignal('');
  const [sending, setSending] = createSignal(false);
  const [unsent, setUnsent] = createSignal<'not-sent' | 'too-fast' | null>(null);
  const [seenSeq, setSeenSeq] = createSignal(0);

  async function send(): Promise<void> {
    const text = draft().trim();
    if (sending() || text === '' || text.length > maxChatLength) return;
    setDraft('');
    setSending(true);
    setUnsent(null);
    try {
      await meeting.sendChat(text);
    } catch (thrown) {
      console.warn('chat: a message was not sent', thrown);
      // What was begun meanwhile is kept as well.
      setDraft((begun) => (begun === '' ? text : `${text}\n${begun}`));
      setUnsent(problemOf(thrown) === 'too-many-requests' ? 'too-fast' : 'not-sent');
    } finally {
      setSending(false);
    }
  }

  return {
    draft,
    write: setDraft,
    sending,
    unsent,
    send,
    unread: createMemo(() => unreadCount(meeting.room.chat, seenSeq(), meeting.room.self?.id)),
    markRead: () => setSeenSeq(meeting.room.chat.at(-1)?.seq ?? 0),
  };
}
