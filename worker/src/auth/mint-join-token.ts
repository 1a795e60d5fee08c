import { SignJWT } from 'jose';
import {
  type JoinTokenClaims,
  joinTokenAlgorithm,
  joinTokenClaims,
  joinTokenLifeSeconds,
  joinTokenType,
} from '../../contract/join-token.ts';
import { randomId } from '../secrets.ts';
import type { SigningKey } from './signing-keys.ts';

export type Admitted = Omit<JoinTokenClaims, 'iss' | 'aud' | 'jti' | 'iat' | 'nbf' | 'exp'> & { boxId: string };

/** "This participant may connect to this room on this box, with these grants", for two minutes. */
export async function mintJoinToken(
  key: SigningKey,
  issuer: string,
  admitted: Admitted,
  nowMs: number,
): Promise<string> {
  const { boxId, ...granted } = admitted;
  const iat = Math.floor(nowMs / 1000);
  const claims: JoinTokenClaims = {
    iss: issuer,
    aud: boxId,
    ...granted,
    jti: randomId(),
    iat,
    nbf: iat,
    exp: iat + joinTokenLifeSeconds,
  };
  return new SignJWT(joinTokenClaims.parse(claims))
    .setProtectedHeader({ alg: joinTokenAlgorithm, typ: joinTokenType, kid: key.kid })
    .sign(key.privateKey);
}
