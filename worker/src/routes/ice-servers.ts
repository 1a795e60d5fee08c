import { liveMeetingOf } from '../live/room-reports.ts';
import { iceServersFor } from '../live/turn-credentials.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Handler } from './endpoint.ts';

export const iceServers: Handler<'iceServers'> = async ({ env, params, by, address, nowMs }) => {
  const participantId = await askMeeting({ env, accountId: null, address, nowMs }, () =>
    liveMeetingOf(env, params.id).seatHolder(params.id, by, address),
  );
  return { iceServers: await iceServersFor(env, participantId, nowMs) };
};
