import type { Admission } from '@parley/worker/contract/meetings.ts';
import { type Problem, ProblemError, problemOf } from '../errors/problem.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { ViewReporter } from '../media/view-reporter.ts';
import { coolConnection } from '../signaling/warm-connection.ts';
import { askToJoin } from './ask-to-join.ts';
import { markJoin } from './join-marks.ts';
import { Stay, type StayEvent } from './stay.ts';

export type JoinOptions = {
  meetingId: string;
  name: string;
  media: MediaDevice;
  localMedia: LocalMedia;
  views: ViewReporter;
  maxVideos: number;
  onWaiting: () => void;
  /** Before the box is entered: an earlier stay of this person must not come back any more. */
  onEntering: () => void;
  onAdmitted: (admission: Admission) => void;
  onStayEvent: (stay: Stay, event: StayEvent) => void;
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
      onWaiting: () => {
        coolConnection();
        options.onWaiting();
      },
    });
    markJoin('admitted');
    options.onEntering();
    const entering = enter(admission, options);
    // Drawing the stage fills the time in which the box is on its way to answer; in a task of its own, so that the first messages
    // to the box are out before.
    const drawn = new Promise<void>((resolve) => {
      setTimeout(() => {
        if (!options.signal.aborted) options.onAdmitted(admission);
        resolve();
      });
    });
    try {
      const [stay] = await Promise.all([entering, drawn]);
      return stay;
    } catch (thrown) {
      options.signal.throwIfAborted();
      if (attempt > 1 || !worthAFreshToken.includes(problemOf(thrown))) throw thrown;
    }
  }
}

async function enter(admission: Admission, options: JoinOptions): Promise<Stay> {
  const stay: Stay = new Stay({ ...options, admission, onEvent: (event) => options.onStayEvent(stay, event) });
  const onAbort = () => stay.close();
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await stay.enter();
    return stay;
  } catch (thrown) {
    stay.close();
    throw thrown instanceof ProblemError ? thrown : new ProblemError('internal', 'entering failed', { cause: thrown });
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}
