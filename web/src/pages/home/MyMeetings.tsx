import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { createSignal, For, onCleanup, Show, Suspense } from 'solid-js';
import { copyText } from '../../design/copy-text.ts';
import { problemText } from '../../errors/problem-texts.ts';
import { meetingLink } from '../../meeting/meeting-link.ts';
import { invitation, invitedTime } from '../../schedule/invitation.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';
import { optionalPart } from '../../update/optional-part.tsx';
import { createMeetings } from './createMeetings.ts';
import { DeleteMeeting } from './DeleteMeeting.tsx';
import { MeetingRow, type RowDialog } from './MeetingRow.tsx';
import { NewMeeting } from './NewMeeting.tsx';
import type { Settings } from './SettingsDialog.tsx';

const SettingsDialog = optionalPart(() => import('./SettingsDialog.tsx'));
const CalendarDialog = optionalPart(() => import('./CalendarDialog.tsx'));

/** What the open dialog is about; a meeting of null is one that is yet to be made. */
type About = { dialog: RowDialog; meeting: Meeting | null; title: string };

/** The host's meetings, last used first. */
export function MyMeetings() {
  const words = texts.home.meetings;
  const { meetings, loaded, problem, create, change, remove } = createMeetings();
  const [news, setNews] = createSignal('');
  const [about, setAbout] = createSignal<About | null>(null);
  const [open, setOpen] = createSignal(false);
  const show = (dialog: RowDialog, meeting: Meeting | null, title = meeting?.title ?? '') => {
    setAbout({ dialog, meeting, title });
    setOpen(true);
  };
  const close = () => setOpen(false);
  const isOpen = (dialog: RowDialog) => open() && about()?.dialog === dialog;
  const [nowMs, setNowMs] = createSignal(Date.now());
  const clock = setInterval(() => setNowMs(Date.now()), 30_000);
  onCleanup(() => clearInterval(clock));

  const createOne = (settings: Settings) =>
    create(settings, async (meeting) => {
      // A link alone where it is all that guests need.
      const simple = meeting.passcode === null && meeting.schedule === null;
      const when = invitedTime(meeting, Date.now(), currentLocale());
      const { origin } = location;
      const copied = await copyText(simple ? meetingLink(meeting.id, origin) : invitation(meeting, origin, when));
      setNews(copied ? words.created(meeting.title) : words.createdNotCopied(meeting.title));
    });
  const save = (settings: Settings) => {
    const meeting = about()?.meeting;
    return meeting ? change(meeting.id, settings) : createOne(settings);
  };

  return (
    <section class="meetings" aria-labelledby="meetings-heading">
      <NewMeeting onCreate={(title) => createOne({ title })} onMore={(title) => show('settings', null, title)} />
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
        <Show when={meetings().length > 0} fallback={<p class="meetings-none soft">{words.none}</p>}>
          <ul class="meetings-list">
            <For each={meetings()}>
              {(meeting) => <MeetingRow meeting={meeting} nowMs={nowMs()} onOpen={(dialog) => show(dialog, meeting)} />}
            </For>
          </ul>
        </Show>
      </Show>
      <DeleteMeeting
        open={isOpen('delete')}
        title={about()?.title ?? ''}
        onClose={close}
        onDelete={() => {
          close();
          void remove(about()?.meeting?.id ?? '');
        }}
      />
      <Suspense>
        <Show when={about()?.dialog === 'settings'}>
          <SettingsDialog
            open={isOpen('settings')}
            meeting={about()?.meeting ?? null}
            title={about()?.title ?? ''}
            problem={problem()}
            onClose={close}
            onSave={save}
          />
        </Show>
        <Show when={about()?.dialog === 'calendar' && about()?.meeting}>
          {(meeting) => <CalendarDialog open={isOpen('calendar')} meeting={meeting()} onClose={close} />}
        </Show>
      </Suspense>
    </section>
  );
}
