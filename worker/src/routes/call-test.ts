import type { Grant } from '../../contract/roles.ts';
import { mintJoinToken } from '../auth/mint-join-token.ts';
import { currentSigningKey } from '../auth/signing-keys.ts';
import type { Env } from '../environment.ts';
import { callerPlace } from '../live/caller-place.ts';
import { fleetOf } from '../live/live-placement.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { iceServersFor } from '../live/turn-credentials.ts';
import { newMeetingId } from '../meetings/meeting-id.ts';
import { findMeeting } from '../meetings/meeting-store.ts';
import { Refusal } from '../refusal.ts';
import { randomId } from '../secrets.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Handler } from './endpoint.ts';
import { limit } from './limit.ts';

const rule = { windowSeconds: 60, max: 6 };
/** How long a test may last, and its TURN credentials open anything. */
const testSeconds = 120;
/** What a test needs: nobody else is there. */
const grants: Grant[] = ['receive', 'send-mic', 'send-camera'];

/** An id that no meeting has, nor had. */
async function freeRoom(env: Env): Promise<string> {
  for (;;) {
    const id = newMeetingId();
    if (!(await findMeeting(env.DB, id))) return id;
  }
}

/**
 * A room of one's own on the box where the meeting is, or would come to be. The fleet is not told: whatever the box says of that room
 * concerns nobody, and it is closed when the box's link comes back.
 */
export const callTest: Handler<'callTest'> = async ({ env, request, params, address, account, nowMs }) => {
  await limit(env, `call-test:${address}`, rule, nowMs);
  const accountId = (await account())?.id ?? null;
  const wanted = await askMeeting({ env, accountId, address, nowMs }, () =>
    liveMeetingOf(env, params.id).testPlace(params.id, accountId),
  );
  const box = await fleetOf(env).boxForTest(callerPlace(env, request), wanted.boxId);
  if (!box) throw new Refusal('no-box');
  const participantId = randomId();
  const claims = {
    ...{ boxId: box.id, sub: participantId, room: await freeRoom(env), placement: 1, name: 'Call test' },
    ...{ role: 'guest' as const, media: 'sfu' as const, grants, rights: 0 },
    until: Math.floor(nowMs / 1000) + testSeconds,
  };
  const [token, iceServers] = await Promise.all([
    currentSigningKey(env, nowMs).then((key) => mintJoinToken(key, env.PARLEY_ORIGIN ?? '', claims, nowMs)),
    iceServersFor(env, participantId, nowMs, wanted.relay ? testSeconds : 0),
  ]);
  return { token, box, iceServers };
};
