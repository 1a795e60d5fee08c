import type { Meeting } from '@parley/worker/contract/meetings.ts';
import type { Schedule } from '@parley/worker/contract/schedule.ts';
import CalendarDown from 'lucide-solid/icons/calendar-arrow-down';
import ExternalLink from 'lucide-solid/icons/external-link';
import { For, Show } from 'solid-js';
import { Dialog } from '../../design/Dialog.tsx';
import { saveAs } from '../../design/save-as.ts';
import { meetingLink } from '../../meeting/meeting-link.ts';
import { calendarFile } from '../../schedule/calendar-file.ts';
import { calendarLinks } from '../../schedule/calendar-links.ts';
import { invitation } from '../../schedule/invitation.ts';
import { texts } from '../../texts/texts.ts';

export type CalendarDialogProps = { open: boolean; meeting: Meeting; onClose: () => void };

/** The ways of a scheduled meeting into a calendar. */
export default function CalendarDialog(props: CalendarDialogProps) {
  const words = texts.schedule.calendar;
  return (
    <Dialog open={props.open} title={words.heading} onClose={props.onClose}>
      <Show when={props.meeting.schedule}>{(schedule) => <Ways meeting={props.meeting} schedule={schedule()} />}</Show>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

function Ways(props: { meeting: Meeting; schedule: Schedule }) {
  const words = texts.schedule.calendar;
  const event = () => {
    const { id, title } = props.meeting;
    return {
      uid: `${id}@${location.hostname}`,
      title,
      description: invitation(props.meeting, location.origin),
      link: meetingLink(id, location.origin),
      schedule: props.schedule,
    };
  };
  const links = () => calendarLinks(event());
  const download = () =>
    saveAs(
      new Blob([calendarFile(event(), Date.now())], { type: 'text/calendar;charset=utf-8' }),
      `${props.meeting.id}.ics`,
    );
  return (
    <div class="calendar-ways">
      <For each={['google', 'outlook', 'office'] as const}>
        {(way) => (
          <a class="button button-wide" href={links()[way]} target="_blank" rel="noreferrer">
            <ExternalLink size={18} aria-hidden="true" />
            {words[way]}
          </a>
        )}
      </For>
      <button type="button" class="button button-wide" onClick={download}>
        <CalendarDown size={18} aria-hidden="true" />
        {words.file}
      </button>
      <Show when={props.schedule.repeats !== 'never'}>
        <p class="field-hint soft">{words.onceOnly}</p>
      </Show>
    </div>
  );
}
