import { fileHeaders, maxFileBytes, type SharedFile } from '../../contract/files.ts';
import { meetingId, opaqueId } from '../../contract/ids.ts';
import { clientAddress } from '../client-address.ts';
import type { Env } from '../environment.ts';
import { encodeName, fileNameOf } from '../files/file-name.ts';
import { storeBytes } from '../files/store-bytes.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { Refusal, unwrap } from '../refusal.ts';
import { askMeeting } from './ask-meeting.ts';
import { seatOf } from './caller.ts';
import { originAllowed } from './origin.ts';
import { parse } from './parse.ts';

function requireSeat(request: Request) {
  const seat = seatOf(request);
  if (!seat) throw new Refusal('seat-unknown');
  return seat;
}

/** As the client says; null if it does not. */
function declaredSize(request: Request): number | null {
  const header = request.headers.get('content-length');
  if (header === null || !/^\d{1,15}$/.test(header)) return null;
  if (Number(header) > maxFileBytes) throw new Refusal('file-too-large');
  if (Number(header) === 0) throw new Refusal('file-invalid');
  return Number(header);
}

function addressee(request: Request): string | null {
  const to = request.headers.get(fileHeaders.to);
  if (to === null) return null;
  if (!opaqueId.safeParse(to).success) throw new Refusal('bad-request', { fields: [fileHeaders.to] });
  return to;
}

/** `POST /api/meetings/:id/files`: the live meeting allows it, the bytes go into the bucket, then the room is told. */
export async function uploadFile(env: Env, request: Request, params: Record<string, string>): Promise<Response> {
  if (!originAllowed(env, request)) throw new Refusal('origin-not-allowed');
  const id = parse(meetingId, params.id);
  const seat = requireSeat(request);
  const name = fileNameOf(request.headers.get(fileHeaders.name));
  const to = addressee(request);
  const size = declaredSize(request);
  if (name === null || !request.body) throw new Refusal('file-invalid');
  const address = clientAddress(request.headers);
  const live = liveMeetingOf(env, id);
  const { fileId, key } = await askMeeting({ env, accountId: null, address, nowMs: Date.now() }, () =>
    live.beginFile(id, seat, address, { name, size, to }),
  );
  try {
    const stored = await storeBytes(env.FILES, key, request.body as ReadableStream<Uint8Array>, size);
    return Response.json(unwrap(await live.finishFile(id, seat, fileId, stored)));
  } catch (error) {
    // Should the meeting be gone with all that it knew, nobody else would delete this.
    await Promise.allSettled([env.FILES.delete(key), live.giveUpFile(fileId)]);
    throw error;
  }
}

/** `GET /api/meetings/:id/files/:fileId`: for people with a seat, and always as something to save. */
export async function downloadFile(env: Env, request: Request, params: Record<string, string>): Promise<Response> {
  const id = parse(meetingId, params.id);
  const fileId = parse(opaqueId, params.fileId);
  const seat = requireSeat(request);
  const address = clientAddress(request.headers);
  const { key, file } = await askMeeting({ env, accountId: null, address, nowMs: Date.now() }, () =>
    liveMeetingOf(env, id).findFile(id, seat, address, fileId),
  );
  const object = await env.FILES.get(key);
  if (!object) throw new Refusal('file-not-found');
  return new Response(object.body, { headers: headersOf(file) });
}

/** Nothing that somebody shares may ever run as a page of ours. */
function headersOf({ name, size, type }: SharedFile): Record<string, string> {
  return {
    'content-type': type,
    'content-length': String(size),
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}
