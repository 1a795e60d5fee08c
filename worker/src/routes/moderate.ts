import type { ModeratorAction, ModeratorClaim } from '../live/calls.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Call, Handler } from './endpoint.ts';

type Moderated = Pick<Call<'endMeeting'>, 'env' | 'params' | 'address' | 'nowMs'> & { by: ModeratorClaim };

async function act({ env, params, address, nowMs, by }: Moderated, action: ModeratorAction): Promise<{ ok: true }> {
  await askMeeting({ env, accountId: by.accountId, address, nowMs }, () =>
    liveMeetingOf(env, params.id).moderate(params.id, by, action, address),
  );
  return { ok: true };
}

export const endMeeting: Handler<'endMeeting'> = (call) => act(call, { type: 'end' });

export const lockMeeting: Handler<'lockMeeting'> = (call) => act(call, { type: 'lock', locked: call.body.locked });

export const setLobby: Handler<'setLobby'> = (call) => act(call, { type: 'set-lobby', lobby: call.body.lobby });

export const answerKnock: Handler<'answerKnock'> = (call) =>
  act(call, { type: 'answer-knock', answer: call.body.answer, seatIds: call.body.seatIds ?? null });

export const setRole: Handler<'setRole'> = (call) =>
  act(call, { type: 'set-role', participantId: call.body.participantId, role: call.body.role });

export const setPermissions: Handler<'setPermissions'> = (call) =>
  act(call, { type: 'set-permissions', permissions: call.body });

export const removeParticipant: Handler<'removeParticipant'> = (call) =>
  act(call, {
    type: 'remove',
    participantId: call.body.participantId,
    banAddress: call.body.banAddress ?? false,
  });
