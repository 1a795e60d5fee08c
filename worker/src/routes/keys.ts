import { publicKeySet, rotateSigningKeys } from '../auth/signing-keys.ts';
import type { Env } from '../environment.ts';
import type { Handler } from './endpoint.ts';

export const rotateKeys: Handler<'rotateKeys'> = ({ env, nowMs }) => rotateSigningKeys(env, nowMs);

/** `GET /.well-known/jwks.json`: the public keys of join tokens, for boxes. */
export async function answerKeySet(env: Env): Promise<Response> {
  const keySet = await publicKeySet(env, Date.now());
  return Response.json(keySet, { headers: { 'cache-control': 'public, max-age=60' } });
}
