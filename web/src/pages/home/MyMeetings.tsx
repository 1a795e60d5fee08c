import type { BodyOf } from '@parley/worker/contract/endpoints.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { createResource, createSignal, For, Show } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { call } from '../../api/worker-client.ts';
import { copyText } from '../../design/copy-text.ts';
import { type Problem, problemOf } from '../../errors/problem.ts';
import { problemText } from '../../errors/problem-texts.ts';
import { meetingLink } from '../../meeting/meeting-link.ts';
import { texts } from '../../texts/texts.ts';
import { MeetingRow } from './MeetingRow.tsx';
import { NewMeeting } from './NewMeeting.tsx';

/** The host's meetings, last used first. */
export function MyMeetings() {
  const words = texts.home.meetings;
  const [list, setList] = createStore<{ meetings: Meeting[] }>({ meetings: [] });
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [news, setNews] = createSignal('');
  const [loaded] = createResource(async () => {
    await attempt(async () => {
      const { meetings } = await call('listMeetings');
      setList('meetings', reconcile(meetings, { key: 'id' }));
    });
    return true;
  });

  async function attempt(way: () => Promise<void>): Promise<boolean> {
    setProblem(null);
    try {
      await way();
      return true;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      return false;
    }
  }

  const create = (title: string, media: MediaPolicy) =>
    attempt(async () => {
      const meeting = await call('createMeeting', { body: { title, media } });
      setList('meetings', (meetings) => [meeting, ...meetings]);
      const copied = await copyText(meetingLink(meeting.id, location.origin));
      setNews(copied ? words.created(meeting.title) : words.createdNotCopied(meeting.title));
    });
  const change = (id: string, body: BodyOf<'changeMeeting'>) =>
    attempt(async () => {
      const changed = await call('changeMeeting', { params: { id }, body });
      setList('meetings', (each) => each.id === id, changed);
    });
  const remove = (id: string) =>
    attempt(async () => {
      await call('deleteMeeting', { params: { id } });
      setList('meetings', (meetings) => meetings.filter((each) => each.id !== id));
    });

  return (
    <section class="meetings" aria-labelledby="meetings-heading">
      <NewMeeting onCreate={create} />
      <p class="meetings-news" role="status">
        {news()}
      </p>
      <Show when={problem()}>
        {(known) => (
          <div class="note" role="alert">
            <p>
              <strong>{problemText(known()).title}</strong> {problemText(known()).text}
            </p>
          </div>
        )}
      </Show>
      <h2 id="meetings-heading">{words.heading}</h2>
      <Show when={loaded()} fallback={<p class="soft">{words.loading}</p>}>
        <Show when={list.meetings.length > 0} fallback={<p class="meetings-none soft">{words.none}</p>}>
          <ul class="meetings-list">
            <For each={list.meetings}>
              {(meeting) => (
                <MeetingRow
                  meeting={meeting}
                  onChange={(body) => change(meeting.id, body)}
                  onRemove={() => remove(meeting.id)}
                />
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </section>
  );
}
