import { createEffect, createSignal, on, onCleanup, untrack } from 'solid-js';
import { after } from '../media/after.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import type { Chat } from './createChat.ts';
import { Gatherer } from './gather.ts';
import { isToSelf, messagesWords } from './heard-words.ts';

/** For those who hear the meeting: new messages while the chat is closed, and reactions. */
export function HeardNews(props: { meeting: Meeting; chat: Pick<Chat, 'seenSeq'>; chatOpen: boolean }) {
  const { meeting } = props;
  const [words, setWords] = createSignal('');
  const nameOf = (id: string) =>
    [meeting.room.self, ...meeting.room.others].find((each) => each?.id === id)?.name ?? texts.meeting.someone;
  const messages = new Gatherer<(typeof meeting.room.chat)[number]>(
    (gathered) => setWords(messagesWords(gathered, meeting.room.self?.id)),
    after,
  );
  const reactions = new Gatherer<string>((gathered) => setWords([...new Set(gathered)].slice(0, 5).join('. ')), after);
  onCleanup(() => {
    messages.close();
    reactions.close();
  });
  let heardSeq = meeting.room.chat.at(-1)?.seq ?? 0;
  createEffect(() => {
    const { chat } = meeting.room;
    const { self } = meeting.room;
    for (const message of chat) {
      if (message.seq <= Math.max(heardSeq, untrack(props.chat.seenSeq))) continue;
      heardSeq = message.seq;
      // The open chat is a log, which is read out by itself; what is for this person alone is news of its own.
      const isSaid = untrack(() => props.chatOpen) || isToSelf(message, self?.id);
      if (!isSaid && message.participantId !== self?.id) messages.add(message);
    }
  });
  let heardReaction = 0;
  createEffect(
    on(meeting.reactions, (shown) => {
      for (const { id, participantId, reaction } of shown) {
        if (id <= heardReaction) continue;
        heardReaction = id;
        if (participantId === meeting.room.self?.id) continue;
        reactions.add(texts.meeting.reacted(nameOf(participantId), texts.meeting.reactions[reaction]));
      }
    }),
  );
  return (
    <p class="visually-hidden" aria-live="polite">
      {words()}
    </p>
  );
}
