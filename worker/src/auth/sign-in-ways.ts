import { isDevelopment, type Variables } from '../environment.ts';
import { chooseDelivery } from './deliver-code.ts';

/** A passkey is bound to a host name: none over a bare address, and none where phones join by the address of a laptop. */
export function passkeysWork(env: Variables): boolean {
  if (env.PARLEY_LAN === '1' || !env.PARLEY_ORIGIN) return false;
  const { hostname, protocol } = new URL(env.PARLEY_ORIGIN);
  const address = hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
  return !address && (protocol === 'https:' || (isDevelopment(env) && hostname === 'localhost'));
}

/** The id under which the configured OpenID Connect provider is known in URLs. */
export const oidcProviderId = 'oidc';

export function signInWays(env: Variables) {
  const oidc = env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET;
  return {
    emailCode: chooseDelivery(env) !== null,
    passkey: passkeysWork(env),
    oidc: oidc ? { id: oidcProviderId, name: env.OIDC_NAME || new URL(env.OIDC_ISSUER ?? '').hostname } : null,
  };
}
