import { base64url, deriveBits } from '../secrets.ts';

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

/**
 * The secret of a seat, made from the configured secret and the seat's random id: a join request that is sent again, because
 * its answer was lost, gets the same secret without any being stored. The seat keeps its hash only.
 */
export async function seatSecret(configured: string, meetingId: string, seatId: string): Promise<string> {
  let key = keys.get(configured);
  if (!key) {
    key = deriveBits(configured, 'parley seat secrets').then((bits) =>
      crypto.subtle.importKey('raw', bits, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    );
    keys.set(configured, key);
  }
  return base64url(await crypto.subtle.sign('HMAC', await key, encoder.encode(`${meetingId}.${seatId}`)));
}
