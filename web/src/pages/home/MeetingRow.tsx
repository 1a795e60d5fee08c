import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { A } from '@solidjs/router';
import CalendarPlus from 'lucide-solid/icons/calendar-plus';
import Check from 'lucide-solid/icons/check';
import ClipboardList from 'lucide-solid/icons/clipboard-list';
import Copy from 'lucide-solid/icons/copy';
import SettingsIcon from 'lucide-solid/icons/settings';
import Trash from 'lucide-solid/icons/trash';
import { createSignal, For, Show } from 'solid-js';
import { copyText } from '../../design/copy-text.ts';
import { invitation, invitedTime } from '../../schedule/invitation.ts';
import { occurrenceWords } from '../../schedule/occurrence-words.ts';
import { nextOccurrence } from '../../schedule/occurrences.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';
import { relativeTime } from './relative-time.ts';

export type RowDialog = 'settings' | 'calendar' | 'delete';
export type MeetingRowProps = { meeting: Meeting; nowMs: number; onOpen: (dialog: RowDialog) => void };

/** One meeting of the host: when it is, a way in, and what can be done with it. */
export function MeetingRow(props: MeetingRowProps) {
  const words = texts.home.meetings;
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    const text = invitation(props.meeting, location.origin, invitedTime(props.meeting, Date.now(), currentLocale()));
    if (!(await copyText(text))) return window.prompt(words.copyFailed, text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <li class="meeting-row card">
      <div class="meeting-about">
        <h3>
          <bdi>{props.meeting.title}</bdi>
        </h3>
        <When meeting={props.meeting} nowMs={props.nowMs} />
        <p class="meeting-facts soft">
          <span class="meeting-id" dir="ltr">
            {props.meeting.id}
          </span>
          <For each={factsOf(props.meeting)}>{(fact) => <span class="meeting-fact">{fact}</span>}</For>
        </p>
      </div>
      <div class="meeting-ways">
        <button type="button" class="button" onClick={() => void copy()}>
          <Show when={copied()} fallback={<Copy size={18} aria-hidden="true" />}>
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
      <div class="meeting-more">
        <Show when={props.meeting.schedule}>
          <button
            type="button"
            class="button button-quiet"
            aria-label={`${words.calendar}: ${props.meeting.title}`}
            onClick={() => props.onOpen('calendar')}
          >
            <CalendarPlus size={18} aria-hidden="true" />
            <span class="meeting-more-word">{words.calendar}</span>
          </button>
        </Show>
        <A
          class="button button-quiet"
          href={`/m/${props.meeting.id}/attendance`}
          aria-label={`${words.attendance}: ${props.meeting.title}`}
        >
          <ClipboardList size={18} aria-hidden="true" />
          <span class="meeting-more-word">{words.attendance}</span>
        </A>
        <button
          type="button"
          class="button button-quiet"
          aria-label={`${words.settings}: ${props.meeting.title}`}
          onClick={() => props.onOpen('settings')}
        >
          <SettingsIcon size={18} aria-hidden="true" />
          <span class="meeting-more-word">{words.settings}</span>
        </button>
        <button
          type="button"
          class="button button-quiet meeting-delete"
          aria-label={`${words.remove}: ${props.meeting.title}`}
          title={words.remove}
          onClick={() => props.onOpen('delete')}
        >
          <Trash size={18} aria-hidden="true" />
          <span class="meeting-more-word">{words.remove}</span>
        </button>
      </div>
    </li>
  );
}

/** The next time it takes place; else when it was last used. */
function When(props: { meeting: Meeting; nowMs: number }) {
  const words = texts.home.meetings;
  const lastUsed = () => {
    const { lastLiveAtMs } = props.meeting;
    return lastLiveAtMs === null
      ? words.never
      : words.lastUsed(relativeTime(lastLiveAtMs, props.nowMs, currentLocale()));
  };
  const planned = () => {
    const { schedule } = props.meeting;
    const next = schedule && nextOccurrence(schedule, props.nowMs);
    if (!schedule || !next) return null;
    const time = occurrenceWords(next, props.nowMs, currentLocale());
    const again = schedule.repeats === 'never' ? '' : ` · ${texts.settings.schedule.choices[schedule.repeats]}`;
    return { now: next.startMs <= props.nowMs, text: (next.startMs <= props.nowMs ? words.now(time) : time) + again };
  };
  return (
    <Show when={planned()} fallback={<p class="soft">{lastUsed()}</p>}>
      {(known) => (
        <p class="meeting-when" classList={{ 'meeting-now': known().now }}>
          {known().text}
        </p>
      )}
    </Show>
  );
}

function factsOf({ lobby, passcode, beginsWithoutHost, media }: Meeting): string[] {
  const words = texts.home.meetings;
  return [
    lobby ? words.facts.lobby : '',
    passcode === null ? '' : words.facts.passcode,
    beginsWithoutHost ? '' : words.facts.waitsForHost,
    words.media[media],
  ].filter(Boolean);
}
