import { decodeJwt, errors, importJWK, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { boxLinkTokenLifeSeconds, boxLinkTokenType } from '../../contract/box-link.ts';
import type { BoxRefusalCode } from '../../contract/boxes.ts';
import type { WorkerErrorCode } from '../../contract/errors.ts';
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

/** Why a box is not let in, and what differs, for people. */
export type BoxRefused<Code extends BoxRefusalCode = BoxRefusalCode> = { refused: Code; detail: string };
/** Those that are told in the answer to the upgrade. Not `proved`: the box's own key has not shown that it was this box. */
export type UpgradeRefused = BoxRefused<Extract<BoxRefusalCode, WorkerErrorCode>> & { proved: boolean };

/** Which box a link token claims to be from, unchecked, to find the key to check it with; null if it is no such token. */
export function claimedBox(token: string): string | null {
  try {
    return boxId.safeParse(decodeJwt(token).iss).data ?? null;
  } catch {
    return null;
  }
}

/** The checked token's `jti` and expiry (seconds since 1970), or why it is refused. */
export async function checkBoxToken(
  token: string,
  box: { id: string; publicX: string },
  audience: string,
  nowMs: number,
): Promise<{ jti: string; exp: number } | UpgradeRefused> {
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
    if (exp - iat > boxLinkTokenLifeSeconds) {
      const detail = `its token is good for longer than ${boxLinkTokenLifeSeconds} s`;
      return { refused: 'token-invalid', detail, proved: true };
    }
    if (iat * 1000 > nowMs + clockSkewSeconds * 1000)
      return { refused: 'clock-wrong', detail: clockDetail(iat * 1000 - nowMs), proved: true };
    return { jti, exp };
  } catch (error) {
    return explain(error, nowMs);
  }
}

/** The library checks the signature first: what it, or the schema, finds in the claims is said by who has the key. */
function explain(error: unknown, nowMs: number): UpgradeRefused {
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    const detail = 'its token is signed with another key than the enrolled one';
    return { refused: 'key-wrong', detail, proved: false };
  }
  if (error instanceof errors.JWTExpired) {
    const { iat, exp = 0 } = error.payload;
    const aheadMs = (typeof iat === 'number' ? iat : exp) * 1000 - nowMs;
    return { refused: 'clock-wrong', detail: clockDetail(aheadMs), proved: true };
  }
  const proved = error instanceof errors.JWTClaimValidationFailed || error instanceof z.core.$ZodError;
  const reason = error instanceof errors.JOSEError ? error.code : 'it does not fit its schema';
  return { refused: 'token-invalid', detail: `its token is not valid: ${reason}`, proved };
}

/** How a clock is off. */
export function clockDetail(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return `its clock is about ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}
