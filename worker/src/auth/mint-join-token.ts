import { SignJWT } from 'jose';
import {
  type JoinTokenClaims,
  joinTokenAlgorithm,
  joinTokenClaims,
  joinTokenLifeSeconds,
  joinTokenType,
} from '../../contract/join-token.ts';
import { type Grant, grant, type Role } from '../../contract/roles.ts';
import { randomId } from '../secrets.ts';
import type { SigningKey } from './signing-keys.ts';

/** What a role may do on the box. Today everyone may do all there is; nothing is allowed unless it is listed here. */
const grants: Record<Role, readonly Grant[]> = {
  host: grant.options,
  'co-host': grant.options,
  guest: grant.options,
};

export type Admitted = Pick<JoinTokenClaims, 'sub' | 'room' | 'placement' | 'name' | 'role' | 'media'> & {
  boxId: string;
};

/** "This participant may connect to this room on this box, with these grants", for two minutes. */
export async function mintJoinToken(
  key: SigningKey,
  issuer: string,
  admitted: Admitted,
  nowMs: number,
): Promise<string> {
  const { sub, room, placement, name, role, media } = admitted;
  const iat = Math.floor(nowMs / 1000);
  const claims: JoinTokenClaims = {
    iss: issuer,
    aud: admitted.boxId,
    sub,
    room,
    placement,
    name,
    role,
    media,
    grants: [...grants[role]],
    jti: randomId(),
    iat,
    nbf: iat,
    exp: iat + joinTokenLifeSeconds,
  };
  return new SignJWT(joinTokenClaims.parse(claims))
    .setProtectedHeader({ alg: joinTokenAlgorithm, typ: joinTokenType, kid: key.kid })
    .sign(key.privateKey);
}
