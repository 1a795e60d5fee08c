import type { Participant } from '@parley/sfu/contract/shapes.ts';
import type { Received } from '../media/path.ts';
import type { ViewReporter } from '../media/view-reporter.ts';

/** Something must be arriving of this stream now: its sender is here and has it on, and a picture is on a tile. */
export function isExpected(
  { participantId, source }: Pick<Received, 'participantId' | 'source'>,
  roster: readonly Participant[],
  views: Pick<ViewReporter, 'watches'>,
): boolean {
  const sender = roster.find(({ id, suspended }) => id === participantId && !suspended);
  const sending = sender?.sending.find((each) => each.source === source);
  if (!sending || sending.muted) return false;
  return source === 'mic' || source === 'screenAudio' || views.watches(participantId, source);
}
