import {
  clockSkewSeconds,
  type JoinTokenClaims,
  joinTokenAlgorithm,
  joinTokenClaims,
  joinTokenLifeSeconds,
  joinTokenType,
} from '@parley/worker/contract/join-token.ts';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { BoxFailure } from '../errors.ts';

export interface JoinTokenRules {
  boxId: string;
  /** Origin of the Worker. */
  issuer: string;
  getKey: JWTVerifyGetKey;
  /** There are keys to check with: without, a failure is the box's and not the token's. */
  keysAvailable: () => boolean;
}

const requiredClaims = Object.keys(joinTokenClaims.shape).filter((claim) => claim !== 'until');

/**
 * Checks a join token as such: signature, type, every claim and the clock. Changes nothing; whether it may come in here and now
 * is `admit`'s business.
 * @throws {BoxFailure} a `token-…` code or `keys-unavailable`
 */
export async function verifyJoinToken(
  token: string,
  rules: JoinTokenRules,
  now = new Date(),
): Promise<JoinTokenClaims> {
  const getKey: JWTVerifyGetKey = (header, input) => {
    if (typeof header.kid !== 'string' || header.kid === '')
      throw new BoxFailure('token-invalid', { detail: 'no kid' });
    return rules.getKey(header, input);
  };
  try {
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: [joinTokenAlgorithm],
      typ: joinTokenType,
      issuer: rules.issuer,
      audience: rules.boxId,
      clockTolerance: clockSkewSeconds,
      requiredClaims,
      currentDate: now,
    });
    const claims = joinTokenClaims.safeParse(payload);
    if (!claims.success) {
      throw new BoxFailure('token-claims-invalid', { detail: claims.error.issues[0]?.path.join('.') ?? '' });
    }
    return checkTimes(claims.data, now);
  } catch (error) {
    throw translate(error, rules);
  }
}

/** What jose leaves open: a token may neither live too long nor come from the future. */
function checkTimes(claims: JoinTokenClaims, now: Date): JoinTokenClaims {
  const { iat, nbf, exp, until } = claims;
  if (exp - iat > joinTokenLifeSeconds || exp - nbf > joinTokenLifeSeconds || exp <= iat) {
    throw new BoxFailure('token-claims-invalid', { detail: 'exp' });
  }
  if (iat > now.getTime() / 1000 + clockSkewSeconds) throw new BoxFailure('token-not-yet-valid');
  if (until !== undefined && until <= now.getTime() / 1000) throw new BoxFailure('token-expired');
  return claims;
}

function translate(cause: unknown, rules: JoinTokenRules): BoxFailure {
  if (cause instanceof BoxFailure) return cause;
  if (cause instanceof errors.JWTExpired) return new BoxFailure('token-expired', { cause });
  if (cause instanceof errors.JWTClaimValidationFailed) {
    if (cause.claim === 'typ') return new BoxFailure('token-invalid', { cause });
    if (cause.reason === 'missing' || cause.reason === 'invalid') return claimsInvalid(cause);
    if (cause.claim === 'iss') return new BoxFailure('token-wrong-issuer', { cause });
    if (cause.claim === 'aud') return new BoxFailure('token-wrong-box', { cause });
    if (cause.claim === 'nbf' || cause.claim === 'iat') return new BoxFailure('token-not-yet-valid', { cause });
    return claimsInvalid(cause);
  }
  if (!rules.keysAvailable()) return new BoxFailure('keys-unavailable', { cause });
  return new BoxFailure('token-invalid', { cause });
}

function claimsInvalid(cause: errors.JWTClaimValidationFailed): BoxFailure {
  return new BoxFailure('token-claims-invalid', { detail: cause.claim, cause });
}
