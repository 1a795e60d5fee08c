import { mintJoinToken } from '../auth/mint-join-token.ts';
import { currentSigningKey } from '../auth/signing-keys.ts';
import { callerPlace } from '../live/caller-place.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { iceServersFor } from '../live/turn-credentials.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Handler } from './endpoint.ts';

/** The way in: the live meeting admits and places, then the join token is signed for the box that it named. */
export const joinMeeting: Handler<'joinMeeting'> = async ({ env, request, params, body, address, account, nowMs }) => {
  const accountId = (await account())?.id ?? null;
  const place = callerPlace(env, request);
  const { name, clientNonce, seat: shown = null, gone = null, passcode = null } = body;
  const arrival = { name, clientNonce, seat: shown, gone, passcode, accountId, address, place };
  const { meeting, participant, seat, admitted } = await askMeeting({ env, accountId, address, nowMs }, () =>
    liveMeetingOf(env, params.id).join(params.id, arrival),
  );
  if ('reason' in admitted) return { status: 'waiting', reason: admitted.reason, meeting, participant, seat };
  const { box, placement, ...granted } = admitted;
  const claims = {
    boxId: box.id,
    sub: participant.id,
    room: meeting.id,
    placement,
    name: participant.name,
    role: participant.role,
    ...granted,
  };
  const [token, iceServers] = await Promise.all([
    currentSigningKey(env, nowMs).then((key) => mintJoinToken(key, env.PARLEY_ORIGIN ?? '', claims, nowMs)),
    iceServersFor(env, participant.id, nowMs),
  ]);
  return { status: 'admitted', meeting, participant, seat, token, box, placement, iceServers };
};
