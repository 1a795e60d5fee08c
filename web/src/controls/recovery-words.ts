import type { MeetingState } from '../meeting/meeting-state.ts';
import { texts } from '../texts/texts.ts';

type RecoveryStep = keyof typeof texts.meeting.recovery;

/**
 * What the banner says while the meeting helps itself; null: nothing is wrong.
 *
 * @param long it has been going on for so long that the person may want to look at their network
 */
export function recoveryWords(state: MeetingState, step: RecoveryStep | null, long: boolean): string | null {
  const words = texts.meeting;
  if (state.name === 'joined') return step && words.recovery[step];
  if (state.name !== 'reconnecting') return null;
  if (step === 'another-box') return words.recovery[step];
  return long ? words.reconnectingLong : words.reconnecting;
}
