import type { Admission, WaitingReason } from '@parley/worker/contract/meetings.ts';
import { type Problem, ProblemError, problemOf } from '../errors/problem.ts';
import { coolConnection } from '../signaling/warm-connection.ts';
import { askToJoin } from './ask-to-join.ts';
import { markJoin } from './join-marks.ts';
import type { Stay } from './stay.ts';

export type JoinOptions = {
  meetingId: string;
  name: string;
  /** The placement whose box cannot be reached any more. */
  gone?: number | undefined;
  /** What the meeting asks of guests. */
  passcode?: string | undefined;
  onWaiting: (reason: WaitingReason) => void;
  onAdmitted: (admission: Admission) => void;
  /** Begins the stay on the box of the admission; throws when it makes no sense to go there. */
  makeStay: (admission: Admission) => Stay;
  signal: AbortSignal;
};

/** A token or placement that went stale between the Worker's answer and the box's door: a fresh one is a call away. */
const worthAFreshToken: readonly Problem[] = [
  'token-expired',
  'token-used',
  'token-wrong-placement',
  'token-wrong-box',
  'box-closing',
];

/** The walk in: ask the Worker, wait in the lobby if told so, connect to the box, enter the room. */
export async function joinMeeting(options: JoinOptions): Promise<Stay> {
  for (let attempt = 1; ; attempt++) {
    const admission = await askToJoin({
      ...options,
      onWaiting: (reason) => {
        coolConnection();
        options.onWaiting(reason);
      },
    });
    markJoin('admitted');
    const stay = options.makeStay(admission);
    const entering = enter(stay, options.signal);
    // Drawing the stage fills the time in which the box is on its way to answer; in a task of its own, so that the first messages
    // to the box are out before.
    const drawn = new Promise<void>((resolve) => {
      setTimeout(() => {
        if (!options.signal.aborted) options.onAdmitted(admission);
        resolve();
      });
    });
    try {
      await Promise.all([entering, drawn]);
      return stay;
    } catch (thrown) {
      options.signal.throwIfAborted();
      if (attempt > 1 || !worthAFreshToken.includes(problemOf(thrown))) throw thrown;
    }
  }
}

async function enter(stay: Stay, signal: AbortSignal): Promise<void> {
  const onAbort = () => stay.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await stay.enter();
  } catch (thrown) {
    stay.close();
    throw thrown instanceof ProblemError ? thrown : new ProblemError('internal', 'entering failed', { cause: thrown });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
