import { decodeJwt, importJWK, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { boxLinkTokenLifeSeconds, boxLinkTokenType } from '../../contract/box-link.ts';
import { boxId, opaqueId } from '../../contract/ids.ts';
import { clockSkewSeconds } from '../../contract/join-token.ts';

const claims = z.object({
  iss: boxId,
  sub: boxId,
  aud: z.string(),
  jti: opaqueId,
  iat: z.int(),
  exp: z.int(),
});

/** Which box a link token claims to be from, unchecked, to find the key to check it with; null if it is no such token. */
export function claimedBox(token: string): string | null {
  try {
    return boxId.safeParse(decodeJwt(token).iss).data ?? null;
  } catch {
    return null;
  }
}

/** The checked token's `jti` and expiry (seconds since 1970), or the reason why it is refused. */
export async function checkBoxToken(
  token: string,
  box: { id: string; publicX: string },
  audience: string,
  nowMs: number,
): Promise<{ jti: string; exp: number } | { refused: string }> {
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: box.publicX }, 'EdDSA');
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: boxLinkTokenType,
      issuer: box.id,
      subject: box.id,
      audience,
      requiredClaims: ['iss', 'sub', 'aud', 'jti', 'iat', 'exp'],
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(nowMs),
    });
    const { jti, iat, exp } = z.parse(claims, payload);
    if (exp - iat > boxLinkTokenLifeSeconds) return { refused: 'life-too-long' };
    if (iat * 1000 > nowMs + clockSkewSeconds * 1000) return { refused: 'from-the-future' };
    return { jti, exp };
  } catch (error) {
    return { refused: error instanceof Error && 'code' in error ? String(error.code) : 'malformed' };
  }
}
