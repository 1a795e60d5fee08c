import { liveMeetingOf } from '../live/room-reports.ts';
import { saveReport } from '../meetings/call-report-store.ts';
import { saveRating } from '../meetings/rating-store.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Handler } from './endpoint.ts';

/** How a call was, as one who was in it says: kept without a name. */
export const rateCall: Handler<'rateCall'> = async ({ env, params, by, body, address, nowMs }) => {
  const call = await askMeeting({ env, accountId: null, address, nowMs }, () =>
    liveMeetingOf(env, params.id).ratedCall(params.id, by, address, 'rating'),
  );
  await saveRating(env.DB, call, body, nowMs);
  return { ok: true };
};

/** How a call did, as a client measured it: kept without a name, like a rating. */
export const reportCall: Handler<'reportCall'> = async ({ env, params, by, body, address, nowMs }) => {
  const call = await askMeeting({ env, accountId: null, address, nowMs }, () =>
    liveMeetingOf(env, params.id).ratedCall(params.id, by, address, 'report'),
  );
  await saveReport(env.DB, call, body, nowMs);
  return { ok: true };
};
