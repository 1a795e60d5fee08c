import type { IceServer } from '../../contract/meetings.ts';
import { commaList, positiveInteger, type Variables } from '../environment.ts';

/** How long TURN credentials open new allocations, unless the operator says otherwise. */
export const turnLifeSeconds = 12 * 60 * 60;

/** Is there a TURN server? */
export function hasRelay(env: Variables): boolean {
  return commaList(env.TURN_URLS).length > 0 && Boolean(env.TURN_SECRET);
}

/**
 * STUN and TURN servers for one participant. TURN credentials are ephemeral (draft-uberti-behave-turn-rest-00): the username is
 * `expiry:participant id`, the credential its HMAC-SHA-1 under the secret that the TURN server knows. `maxLifeSeconds` 0: no TURN.
 */
export async function iceServersFor(
  env: Variables,
  participantId: string,
  nowMs: number,
  maxLifeSeconds = Number.POSITIVE_INFINITY,
): Promise<IceServer[]> {
  const stunUrls = commaList(env.STUN_URLS);
  const turnUrls = commaList(env.TURN_URLS);
  const servers: IceServer[] = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  const lifeSeconds = Math.min(maxLifeSeconds, positiveInteger(env.TURN_LIFE_SECONDS, turnLifeSeconds));
  if (turnUrls.length === 0 || !env.TURN_SECRET || lifeSeconds <= 0) return servers;
  const username = `${Math.floor(nowMs / 1000) + lifeSeconds}:${participantId}`;
  const credential = await turnCredential(env.TURN_SECRET, username);
  return [...servers, { urls: turnUrls, username, credential, goodForSeconds: lifeSeconds }];
}

export async function turnCredential(secret: string, username: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(username));
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}
