import type { Schedule } from '@parley/worker/contract/schedule.ts';
import CalendarClock from 'lucide-solid/icons/calendar-clock';
import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { type StartTime as Start, startTime, worthSaying } from '../../schedule/countdown.ts';
import { occurrenceWords } from '../../schedule/occurrence-words.ts';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';

const lookEveryMs = 5_000;

/** When the meeting begins, counted down quietly: what is read aloud of it are a few moments only. */
export function StartTime(props: { schedule: Schedule | null }) {
  const [nowMs, setNowMs] = createSignal(Date.now());
  const clock = setInterval(() => setNowMs(Date.now()), lookEveryMs);
  onCleanup(() => clearInterval(clock));
  const start = () => startTime(props.schedule, nowMs());
  const [said, setSaid] = createSignal('');
  createEffect<Start | null>((before) => {
    const after = start();
    if (after && worthSaying(before, after)) setSaid(beginning(after));
    return after;
  }, null);
  return (
    <Show when={start()}>
      {(known) => (
        <div class="start-time">
          <CalendarClock size={20} aria-hidden="true" />
          <p>
            {planned(known(), nowMs())} <strong>{beginning(known())}</strong>
          </p>
          <p class="visually-hidden" role="status">
            {said()}
          </p>
        </div>
      )}
    </Show>
  );
}

function planned(start: Start, nowMs: number): string {
  const words = texts.schedule;
  if (start.kind === 'over') return words.over;
  const locale = currentLocale();
  if (start.kind !== 'on') return words.scheduledFor(occurrenceWords(start.occurrence, nowMs, locale));
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  return words.runsUntil(time.format(start.occurrence.endMs));
}

function beginning(start: Start): string {
  const words = texts.schedule;
  if (start.kind === 'now') return words.beginsNow;
  if (start.kind !== 'soon') return '';
  return words.begins(new Intl.RelativeTimeFormat(currentLocale()).format(start.value, start.unit));
}
