import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { holdsVoicesBack } from '../media/left-out.ts';
import type { Received } from '../media/path.ts';
import type { SfuPath } from '../media/sfu-path.ts';
import type { ViewReporter } from '../media/view-reporter.ts';

/**
 * Something must be arriving of this stream now: its sender is here and has it on, and a picture is on a tile. `voices`: how many are
 * received through the box; of many, those that are not loud may be held back.
 */
export function isExpected(
  { participantId, source }: Pick<Received, 'participantId' | 'source'>,
  roster: readonly Participant[],
  views: Pick<ViewReporter, 'watches'>,
  voices: number,
): boolean {
  const sender = roster.find(({ id, suspended }) => id === participantId && !suspended);
  const sending = sender?.sending.find((each) => each.source === source);
  if (!sending || sending.muted) return false;
  if (source === 'mic') return !holdsVoicesBack(voices);
  return source === 'screenAudio' || views.watches(participantId, source);
}

/** Where something must be arriving by this way now; null when nothing must. */
export function receiverOfExpected(
  path: SfuPath | null,
  roster: readonly Participant[],
  views: Pick<ViewReporter, 'watches'>,
): RTCRtpReceiver | null {
  if (!path?.connected) return null;
  const { voices } = path;
  return path.anyReceiver((received) => isExpected(received, roster, views, voices));
}
