import { createSignal, For, Show } from 'solid-js';
import { copyText } from '../../design/copy-text.ts';
import type { LocalMediaState } from '../../media/local-media.ts';
import type { Meeting } from '../../meeting/createMeeting.ts';
import { texts } from '../../texts/texts.ts';
import { createStatistics } from './createStatistics.ts';
import { asText, paceOf, shapeOf, titleOf } from './statistics-words.ts';
import './statistics.css';

export type StatisticsSectionProps = { meeting: Meeting; devices?: LocalMediaState | undefined };

/** Every track with its figures, for who wants to know, or helps somebody who has to. */
export function StatisticsSection(props: StatisticsSectionProps) {
  const words = texts.connection.statistics;
  const [open, setOpen] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  const tracks = createStatistics(props.meeting, () => props.devices, open);
  const nameOf = (id: string) => props.meeting.room.others.find((each) => each.id === id)?.name ?? words.someone;
  const copy = async () => {
    const { mode, others, policy } = props.meeting.room;
    const about = [
      new Date().toISOString(),
      words.about(others.length + 1, mode?.mode ?? '–', policy ?? '–'),
      navigator.userAgent,
    ];
    setCopied(await copyText(asText(tracks(), nameOf, about)));
    setTimeout(() => setCopied(false), 2_500);
  };
  return (
    <details class="statistics" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.heading}</summary>
      <Show when={open()}>
        <Show when={tracks().length > 0} fallback={<p class="soft">{words.none}</p>}>
          <For each={['out', 'in'] as const}>
            {(direction) => (
              <Show when={tracks().some((track) => track.direction === direction)}>
                <h3>{words.headings[direction]}</h3>
                <ul>
                  <For each={tracks().filter((track) => track.direction === direction)}>
                    {(track) => (
                      <li class="statistics-track" data-source={track.source} data-way={track.way}>
                        <p class="statistics-title" dir="auto">
                          {titleOf(track, nameOf)}
                        </p>
                        <p>{shapeOf(track)}</p>
                        <p>{paceOf(track) || texts.connection.quality.unknown}</p>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            )}
          </For>
          <button type="button" class="button" onClick={() => void copy()}>
            <span aria-live="polite">{copied() ? words.copied : words.copy}</span>
          </button>
        </Show>
      </Show>
    </details>
  );
}
