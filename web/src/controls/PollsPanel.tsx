import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import { PollCard } from './PollCard.tsx';
import { PollForm } from './PollForm.tsx';
import { SidePanel } from './SidePanel.tsx';
import './polls-panel.css';

export type PollsPanelProps = {
  meeting: Meeting;
  act: (action: () => Promise<void>) => void;
  onClose: () => void;
};

/** The polls of the meeting, the newest first; hosts ask and end them. */
export function PollsPanel(props: PollsPanelProps) {
  const words = texts.polls;
  const { meeting } = props;
  const [writing, setWriting] = createSignal(false);
  const newestFirst = createMemo(() => meeting.room.polls.toReversed());
  const leads = () => meeting.room.grants.includes('moderate');
  const create = (poll: Parameters<typeof meeting.ask.createPoll>[0]) =>
    props.act(async () => {
      await meeting.ask.createPoll(poll);
      setWriting(false);
    });
  return (
    <SidePanel heading={words.heading} onClose={props.onClose}>
      <section class="side-scroll" tabindex="0" aria-label={words.heading}>
        <Show when={leads() && !writing()}>
          <button type="button" class="button button-primary button-wide" onClick={() => setWriting(true)}>
            {words.create}
          </button>
        </Show>
        <Show when={writing()}>
          <PollForm onAsk={create} onCancel={() => setWriting(false)} />
        </Show>
        <Show when={newestFirst().length === 0 && !writing()}>
          <p class="soft">{leads() ? words.noneForModerators : words.none}</p>
        </Show>
        <For each={newestFirst()}>
          {(view) => (
            <PollCard
              view={view}
              votes={meeting.room.grants.includes('vote')}
              leads={leads()}
              onVote={(option) => props.act(() => meeting.vote(view.poll.id, option))}
              onEnd={() => props.act(() => meeting.ask.closePoll(view.poll.id))}
            />
          )}
        </For>
      </section>
    </SidePanel>
  );
}
