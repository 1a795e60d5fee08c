import { maxChatLength } from '@parley/worker/contract/room-state.ts';
import { type Accessor, createEffect, createMemo, createSignal } from 'solid-js';
import { problemOf } from '../errors/problem.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { unreadCount } from './chat-lines.ts';
import { createUploads, type Uploads } from './createUploads.ts';
import { readSeen, writeSeen } from './read-mark.ts';

/** Whom a message is for; null: everybody. */
type Recipient = { id: string; name: string } | null;
type Unsent = 'not-sent' | 'too-fast' | 'gone';

/** What one is writing and has read: it outlives the panel, which comes and goes. */
export type Chat = {
  draft: Accessor<string>;
  write: (draft: string) => void;
  recipient: Accessor<Recipient>;
  /** They left: nothing goes to everybody that was meant for one. */
  recipientGone: Accessor<boolean>;
  address: (recipient: Recipient) => void;
  /** This person may write. */
  allowed: Accessor<boolean>;
  sending: Accessor<boolean>;
  /** Why the last message did not go; its text is in the draft again. */
  unsent: Accessor<Unsent | null>;
  send: () => Promise<void>;
  uploads: Uploads;
  unread: Accessor<number>;
  /** Number of the last message that was seen. */
  seenSeq: Accessor<number>;
  /** All that is there now was seen. */
  markRead: () => void;
};

export function createChat(meeting: Meeting): Chat {
  const { room } = meeting;
  const [draft, setDraft] = createSignal('');
  const [recipient, setRecipient] = createSignal<Recipient>(null);
  const [sending, setSending] = createSignal(false);
  const [unsent, setUnsent] = createSignal<Unsent | null>(null);
  const [seenSeq, setSeenSeq] = createSignal(0);
  const selfId = createMemo(() => room.self?.id);
  createEffect(() => {
    const id = selfId();
    if (id) setSeenSeq(readSeen(sessionStorage, meeting.id, id));
  });
  const recipientGone = () => {
    const to = recipient();
    return to !== null && !room.others.some(({ id }) => id === to.id);
  };
  const allowed = () => room.grants.length === 0 || room.grants.includes('chat');

  async function send(): Promise<void> {
    const text = draft().trim();
    if (sending() || !allowed() || recipientGone() || text === '' || text.length > maxChatLength) return;
    setDraft('');
    setSending(true);
    setUnsent(null);
    try {
      await meeting.sendChat(text, recipient()?.id ?? null);
    } catch (thrown) {
      console.warn('chat: a message was not sent', thrown);
      // What was begun meanwhile is kept as well.
      setDraft((begun) => (begun === '' ? text : `${text}\n${begun}`));
      setUnsent(whyUnsent(thrown));
    } finally {
      setSending(false);
    }
  }

  return {
    draft,
    write: setDraft,
    recipient,
    recipientGone,
    address: (to) => {
      setRecipient(to);
      setUnsent(null);
    },
    allowed,
    sending,
    unsent,
    send,
    uploads: createUploads(meeting, () => recipient()?.id ?? null),
    unread: createMemo(() => unreadCount(room.chat, seenSeq(), selfId())),
    seenSeq,
    markRead: () => {
      const last = room.chat.at(-1)?.seq ?? 0;
      const id = selfId();
      if (!id || last <= seenSeq()) return;
      setSeenSeq(last);
      writeSeen(sessionStorage, meeting.id, id, last);
    },
  };
}

function whyUnsent(thrown: unknown): Unsent {
  const problem = problemOf(thrown);
  if (problem === 'participant-not-found') return 'gone';
  return problem === 'too-many-requests' ? 'too-fast' : 'not-sent';
}
