import { webBudgetKb } from '../../scripts/checks/web-size.ts';
import { markdownTable } from '../document.ts';
import type { Figures } from '../figures.ts';

/** The bench's section of the page. */
export function document(figures: Figures): string {
  const cell = (key: string) => String(figures[`web.${key}`] ?? '–');
  const both = (words: string, key: string) => [
    words,
    `**${cell(`churn50.${key}`)}**`,
    `${cell(`churn50.${key}.min`)} – ${cell(`churn50.${key}.max`)}`,
    cell(`quiet50.${key}`),
  ];
  const kept = (words: string, key: string) => [words, cell(`leak.${key}`), cell(`leak.own.${key}`)];
  return [
    '`npm run bench -- web --docs` writes this. Gzipped JavaScript; `npm test` fails above the budget.',
    markdownTable(
      ['', 'KB', 'budget'],
      [
        ['home', cell('home_js_gz_kb'), String(webBudgetKb.home)],
        ['meeting, what it loads by itself', cell('meeting_js_gz_kb'), String(webBudgetKb.meeting)],
      ],
    ),
    'A busy room: fifty people, twelve of whom send pictures and voices; ten times a second somebody comes or leaves, mutes, talks, raises a hand or reacts. One Chromium (1280×800, list of people open, no graphics card) watches; median of 5 rounds, in turns with rounds in which nobody does anything. Without a graphics card Chromium draws 30 frames a second here.',
    markdownTable(
      ['the watching page, busy room', 'median', 'spread', 'same room, quiet'],
      [
        both('script, ms per second', 'script_ms_per_s'),
        both('style and layout, ms per second', 'layout_ms_per_s'),
        both('main thread in all, ms per second', 'task_ms_per_s'),
        both('tasks over 50 ms, per minute', 'long_tasks_per_minute'),
        both('frames drawn, per second', 'frames_per_s'),
      ],
    ),
    `It draws ${cell('churn50.frames_vs_quiet')} of the frames that it draws when the room is quiet. Over these rounds its heap grew by ${cell('churn50.heap_growth_mb')} MB to ${cell('churn50.heap_mb')} MB, its nodes by ${cell('churn50.nodes_growth')} of ${cell('churn50.nodes')}.`,
    'What is left, after a full garbage collection: a hundred others came with camera and microphone and left, ten at a time; then the page’s own person left and came back twenty times. Each after a warm-up; counts are the growth over all of it, and a few streams are what the browser has not cleared away yet, and less than nothing what it had not before.',
    markdownTable(
      ['', 'others, 100 times', 'oneself, 20 times'],
      [
        kept('heap, kB for each time', 'heap_kb_per_join'),
        kept('nodes for each time', 'nodes_per_join'),
        kept('listeners for each time', 'listeners_per_join'),
        kept('MediaStream', 'media_streams'),
        kept('MediaStreamTrack', 'media_stream_tracks'),
        kept('RTCPeerConnection', 'peer_connections'),
        kept('AudioContext', 'audio_contexts'),
        kept('video elements', 'video_elements'),
        kept('Worker', 'workers'),
      ],
    ),
  ].join('\n\n');
}
