import type { BodyOf } from '@parley/worker/contract/endpoints.ts';
import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { A } from '@solidjs/router';
import Check from 'lucide-solid/icons/check';
import Link from 'lucide-solid/icons/link';
import Pencil from 'lucide-solid/icons/pencil';
import Trash from 'lucide-solid/icons/trash';
import Waypoints from 'lucide-solid/icons/waypoints';
import { createSignal, Show } from 'solid-js';
import { copyText } from '../../design/copy-text.ts';
import { Switch } from '../../design/Switch.tsx';
import { meetingLink } from '../../meeting/meeting-link.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';
import { ChangeMedia, DeleteMeeting, RenameMeeting } from './MeetingDialogs.tsx';
import { relativeTime } from './relative-time.ts';

export type MeetingRowProps = {
  meeting: Meeting;
  onChange: (change: BodyOf<'changeMeeting'>) => Promise<boolean>;
  onRemove: () => Promise<boolean>;
};

/** One meeting of the host: its link, a way in, and its settings. */
export function MeetingRow(props: MeetingRowProps) {
  const words = texts.home.meetings;
  const [copied, setCopied] = createSignal(false);
  const [dialog, setDialog] = createSignal<'rename' | 'media' | 'delete' | null>(null);
  const link = () => meetingLink(props.meeting.id, location.origin);
  const close = () => setDialog(null);
  const copy = async () => {
    if (!(await copyText(link()))) return window.prompt(words.copyFailed, link());
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  const lastUsed = () =>
    props.meeting.lastLiveAtMs === null
      ? words.never
      : words.lastUsed(relativeTime(props.meeting.lastLiveAtMs, Date.now(), currentLocale()));
  return (
    <li class="meeting-row card">
      <div class="meeting-about">
        <h3>{props.meeting.title}</h3>
        <p class="soft">
          <span class="meeting-id">{props.meeting.id}</span> · {lastUsed()}
          <Show when={words.media.short[props.meeting.media]}>{(way) => ` · ${way()}`}</Show>
        </p>
      </div>
      <div class="meeting-ways">
        <button type="button" class="button" onClick={() => void copy()}>
          <Show when={copied()} fallback={<Link size={18} aria-hidden="true" />}>
            <Check size={18} aria-hidden="true" />
          </Show>
          <span class="meeting-copy" aria-live="polite">
            {copied() ? words.copied : words.copy}
          </span>
        </button>
        <A class="button button-primary" href={`/m/${props.meeting.id}`}>
          {words.open}
        </A>
      </div>
      <div class="meeting-settings">
        <Switch
          label={words.lobby}
          hint={words.lobbyHint}
          on={props.meeting.lobby}
          onChange={(lobby) => void props.onChange({ lobby })}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={`${words.rename}: ${props.meeting.title}`}
          title={words.rename}
          onClick={() => setDialog('rename')}
        >
          <Pencil size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={`${words.media.change}: ${props.meeting.title}`}
          title={words.media.change}
          onClick={() => setDialog('media')}
        >
          <Waypoints size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={`${words.remove}: ${props.meeting.title}`}
          title={words.remove}
          onClick={() => setDialog('delete')}
        >
          <Trash size={18} aria-hidden="true" />
        </button>
      </div>
      <RenameMeeting
        open={dialog() === 'rename'}
        title={props.meeting.title}
        onClose={close}
        onRename={async (title) => {
          if (await props.onChange({ title })) close();
        }}
      />
      <ChangeMedia
        open={dialog() === 'media'}
        title={props.meeting.title}
        media={props.meeting.media}
        onClose={close}
        onChange={async (media) => {
          if (await props.onChange({ media })) close();
        }}
      />
      <DeleteMeeting
        open={dialog() === 'delete'}
        title={props.meeting.title}
        onClose={close}
        onDelete={async () => {
          close();
          await props.onRemove();
        }}
      />
    </li>
  );
}
