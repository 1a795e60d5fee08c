import { type Accessor, createEffect, onCleanup, untrack } from 'solid-js';
import { after } from '../media/after.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import type { Panel } from './ControlBar.tsx';
import type { Chat } from './createChat.ts';
import type { Toasts } from './createToasts.ts';
import { Gatherer } from './gather.ts';
import { isToSelf, messageWords } from './heard-words.ts';
import { newsWords } from './news-words.ts';
import { type Hands, handsOf, newlyRaised } from './raised-hands.ts';

export type NewsOptions = {
  meeting: Meeting;
  toasts: Toasts;
  /** What is open beside the stage. */
  panel: Accessor<Panel | null>;
  open: (panel: Panel) => void;
  chat: Pick<Chat, 'seenSeq'>;
};

/** Says what happened: powers that were used on this person, polls, whom everybody sees, hands that went up, words to them alone. */
export function createNews({ meeting, toasts, panel, open, chat }: NewsOptions): void {
  onCleanup(
    meeting.onNews((news) => {
      const began = news.type === 'poll-began' && panel() !== 'polls';
      const action = began ? { label: texts.polls.vote, run: () => open('polls') } : undefined;
      for (const words of newsWords(news)) toasts.say(words, action);
    }),
  );
  const hands = new Gatherer<string>((names) => toasts.say(texts.people.raisedHands([...new Set(names)])), after);
  onCleanup(() => hands.close());
  createEffect<Hands>((before) => {
    const { others } = meeting.room;
    for (const { name } of newlyRaised(before, others)) hands.add(name);
    return handsOf(others);
  }, new Map());
  let toldSeq = meeting.room.chat.at(-1)?.seq ?? 0;
  createEffect(() => {
    for (const message of meeting.room.chat) {
      // What was read before a reload is no news.
      if (message.seq <= Math.max(toldSeq, untrack(chat.seenSeq))) continue;
      toldSeq = message.seq;
      if (!isToSelf(message, meeting.room.self?.id) || untrack(panel) === 'chat') continue;
      toasts.say(messageWords(message, meeting.room.self?.id), { label: texts.chat.open, run: () => open('chat') });
    }
  });
}
