import { hashSecret, randomSecret } from '../secrets.ts';

/** How long an enrolment token is good. */
export const enrolmentLifeMs = 60 * 60_000;

/** What an enrolment token allows: this box, at this address, in this region. Only the token's hash is kept. */
export type EnrolmentGrant = {
  tokenHash: string;
  boxId: string;
  url: string;
  region: string;
  expiresAtMs: number;
  /** The key it was used for; null while unused. */
  usedForX: string | null;
};

export async function makeEnrolmentToken(
  target: { boxId: string; url: string; region: string },
  nowMs: number,
): Promise<{ token: string; grant: EnrolmentGrant }> {
  const token = randomSecret();
  const { boxId, url, region } = target;
  const expiresAtMs = nowMs + enrolmentLifeMs;
  return { token, grant: { tokenHash: await hashSecret(token), boxId, url, region, expiresAtMs, usedForX: null } };
}

/**
 * `bind`: take the key. `repeat`: the same box asks again because the answer was lost; nothing changes. A used token whose key
 * has been replaced since is refused: it must not bring the old key back.
 */
export function decideEnrolment(
  grant: EnrolmentGrant | null,
  asked: { boxId: string; publicX: string },
  currentX: string | null,
  nowMs: number,
): 'bind' | 'repeat' | 'refuse' {
  if (!grant || grant.boxId !== asked.boxId || grant.expiresAtMs <= nowMs) return 'refuse';
  if (grant.usedForX === null) return 'bind';
  return grant.usedForX === asked.publicX && currentX === asked.publicX ? 'repeat' : 'refuse';
}
