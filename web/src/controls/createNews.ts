import { createEffect, onCleanup } from 'solid-js';
import { after } from '../media/after.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import type { Toasts } from './createToasts.ts';
import { Gatherer } from './gather.ts';
import { newsWords } from './news-words.ts';
import { type Hands, handsOf, newlyRaised } from './raised-hands.ts';

/** Says what happened: powers that were used on this person, polls, whom everybody sees, hands that went up. */
export function createNews(meeting: Meeting, toasts: Toasts, openPolls: () => void): void {
  onCleanup(
    meeting.onNews((news) => {
      const action = news.type === 'poll-began' ? { label: texts.polls.vote, run: openPolls } : undefined;
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
}
