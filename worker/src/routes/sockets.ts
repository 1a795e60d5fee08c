import { workerErrorBody } from '../../contract/errors.ts';
import { meetingId } from '../../contract/ids.ts';
import { clientAddress } from '../client-address.ts';
import type { Env } from '../environment.ts';
import { fleetOf } from '../live/live-placement.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { Refusal, refusalOf } from '../refusal.ts';
import { countMiss, refuseSearching } from './ask-meeting.ts';
import { originAllowed } from './origin.ts';
import { parse } from './parse.ts';

function requireUpgrade(request: Request): void {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') throw new Refusal('upgrade-required');
}

/** `GET /api/meetings/:id/live`: the live socket of a browser. */
export async function openLiveSocket(env: Env, request: Request, params: Record<string, string>): Promise<Response> {
  requireUpgrade(request);
  if (!originAllowed(env, request)) throw new Refusal('origin-not-allowed');
  const id = parse(meetingId, params.id);
  const asker = { env, accountId: null, address: clientAddress(request.headers), nowMs: Date.now() };
  refuseSearching(asker);
  const response = await liveMeetingOf(env, id).fetch(request);
  if (response.status === 101) return response;
  if (response.status === 404) await countMiss(asker);
  throw refusalOf(workerErrorBody.parse(await response.json()));
}

/** `GET /api/boxes/link`: the link of a box, which shows its own token and no Origin. */
export async function openBoxLink(env: Env, request: Request): Promise<Response> {
  requireUpgrade(request);
  return fleetOf(env).fetch(request);
}
