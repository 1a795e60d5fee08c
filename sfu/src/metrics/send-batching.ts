import { delayBoundsSeconds, type SendBatchingCounts } from '../media/send-batching-state.ts';
import { counter, gauge, histogram, type Metric } from './exposition.ts';

/** What each of them counts, added up. */
const counted = [
  ['datagrams', 'Datagrams that were queued.', 'datagrams'],
  ['passed', 'Datagrams that went past the queue.', 'passed'],
  ['syscalls', 'System calls that sent them.', 'syscalls'],
  ['segmented_sends', 'Sends of several at once to one destination.', 'segmentedSends'],
  ['segments', 'Datagrams in those.', 'segments'],
  ['singles', 'Datagrams that were sent as they are.', 'singles'],
  ['dropped', 'Datagrams that the kernel did not take.', 'dropped'],
  ['blocked', 'Times that a socket was full.', 'blocked'],
] as const;

/** Of the media workers that run with send batching; their number is 0 where it is off. Counts begin anew with a media worker. */
export function sendBatchingMetrics(all: readonly SendBatchingCounts[]): Metric[] {
  const sum = (of: (counts: SendBatchingCounts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  const most = (of: (counts: SendBatchingCounts) => number) => Math.max(0, ...all.map(of));
  const batching = gauge('send_batching_media_workers', 'Media workers whose sends are batched.', all.length);
  if (all.length === 0) return [batching];
  const delays = [...delayBoundsSeconds, Number.POSITIVE_INFINITY].map((_, bucket) =>
    sum((counts) => counts.delays[bucket] ?? 0),
  );
  return [
    batching,
    gauge(
      'send_batching_refused_media_workers',
      'Of these, the ones without UDP_SEGMENT, which the kernel or a device refused.',
      all.filter(({ refused }) => refused !== 0).length,
    ),
    ...counted.map(([name, help, key]) =>
      counter(
        `send_batching_${name}`,
        help,
        sum((counts) => counts[key]),
      ),
    ),
    gauge(
      'send_batching_queue_max',
      'Most datagrams that waited at once.',
      most(({ queueMax }) => queueMax),
    ),
    gauge('send_batching_delay_max_seconds', 'Longest that one waited.', most(({ delayMaxUs }) => delayMaxUs) / 1e6),
    histogram(
      { name: 'send_batching_delay_seconds', help: 'How long datagrams waited for the end of the loop’s turn.' },
      delayBoundsSeconds,
      delays,
      sum(({ delaySumUs }) => delaySumUs) / 1e6,
    ),
  ];
}
