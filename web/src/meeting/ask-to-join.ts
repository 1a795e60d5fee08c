import type { Admission, JoinReply, SeatKey, WaitingReason } from '@parley/worker/contract/meetings.ts';
import { LiveSocket } from '../api/live-socket.ts';
import { call } from '../api/worker-client.ts';
import { ProblemError } from '../errors/problem.ts';
import { clientNonce, forgetSeat, readSeat, writeSeat } from './seat-store.ts';

export type Asking = {
  meetingId: string;
  name: string;
  /** The placement whose box cannot be reached any more. */
  gone?: number | undefined;
  /** What the meeting asks of guests; undefined where it asks for nothing. */
  passcode?: string | undefined;
  /** The answer was: wait. Told again when the reason changes. */
  onWaiting: (reason: WaitingReason) => void;
  /** Aborted when the person gave up: also leaves the lobby. */
  signal: AbortSignal;
};

/** Asks the Worker to come in, and waits in the lobby for as long as it takes. Throws a ProblemError when refused. */
export async function askToJoin(asking: Asking): Promise<Admission> {
  for (;;) {
    const reply = await ask(asking);
    asking.signal.throwIfAborted();
    if (reply.status === 'admitted') return reply;
    asking.onWaiting(reply.reason);
    try {
      await waitInLobby(asking, reply.seat);
    } catch (thrown) {
      if (!isSeatUnknown(thrown)) throw thrown;
      // Nobody knows that they wait any more: they ask anew.
      forgetSeat(sessionStorage, asking.meetingId);
    }
  }
}

async function ask({
  meetingId,
  name,
  gone,
  passcode,
}: Pick<Asking, 'meetingId' | 'name' | 'gone' | 'passcode'>): Promise<JoinReply> {
  const seat = readSeat(sessionStorage, meetingId);
  try {
    const body = {
      name,
      clientNonce: clientNonce(sessionStorage, meetingId),
      ...(seat ? { seat } : {}),
      ...(gone === undefined ? {} : { gone }),
      ...(passcode === undefined ? {} : { passcode }),
    };
    const reply = await call('joinMeeting', { params: { id: meetingId }, body });
    writeSeat(sessionStorage, meetingId, reply.seat);
    return reply;
  } catch (thrown) {
    // The meeting was idle in between and has forgotten its seats: this person takes a new one.
    if (!seat || !isSeatUnknown(thrown)) throw thrown;
    forgetSeat(sessionStorage, meetingId);
    return ask({ meetingId, name, passcode });
  }
}

function isSeatUnknown(thrown: unknown): boolean {
  return thrown instanceof ProblemError && thrown.problem === 'seat-unknown';
}

function waitInLobby({ meetingId, signal, onWaiting }: Asking, seat: SeatKey): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new LiveSocket(meetingId, seat, (message) => {
      if (message.type === 'waiting') onWaiting(message.reason);
      if (message.type === 'admitted') settle(resolve);
      if (message.type === 'refused') settle(() => reject(new ProblemError(message.code)));
    });
    const onAbort = () => {
      socket.leave();
      reject(signal.reason);
    };
    const settle = (outcome: () => void) => {
      signal.removeEventListener('abort', onAbort);
      socket.close();
      outcome();
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
