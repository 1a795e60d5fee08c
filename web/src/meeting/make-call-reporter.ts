import { call } from '../api/worker-client.ts';
import { after } from '../media/after.ts';
import { CallReporter, type CallReporterTools } from './call-reporter.ts';
import { joinMs } from './join-marks.ts';
import { readSeat } from './seat-store.ts';

/** Reports of one stay, in the name of the seat that this tab has. */
export function makeCallReporter(meetingId: string, onWatching: CallReporterTools['onWatching']): CallReporter {
  return new CallReporter({
    send: async (body) => {
      const seat = readSeat(sessionStorage, meetingId);
      if (seat) await call('reportCall', { params: { id: meetingId }, body, seat, keepalive: true });
    },
    joinMs,
    onWatching,
    hidden: () => document.hidden,
    schedule: after,
    nowMs: () => performance.now(),
  });
}
