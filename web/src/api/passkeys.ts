import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import * as z from 'zod/mini';
import { authRequest, SignInError } from './sign-in.ts';

/** Options go from the server to the browser's own WebAuthn code as they are; only their outline is checked. */
const creationOptions = z.looseObject({ challenge: z.string(), rp: z.looseObject({}), user: z.looseObject({}) });
const requestOptions = z.looseObject({ challenge: z.string() });

export async function signInWithPasskey(): Promise<void> {
  const options = await authRequest('GET', 'passkey/generate-authenticate-options', requestOptions);
  const response = await ask(() => startAuthentication({ optionsJSON: options as never }));
  await authRequest('POST', 'passkey/verify-authentication', z.unknown(), { response });
}

/** Adds a passkey of this device to the signed-in account. */
export async function addPasskey(name: string): Promise<void> {
  const options = await authRequest('GET', 'passkey/generate-register-options', creationOptions);
  const response = await ask(() => startRegistration({ optionsJSON: options as never }));
  await authRequest('POST', 'passkey/verify-registration', z.unknown(), { response, name });
}

async function ask<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony();
  } catch (cause) {
    if (cause instanceof WebAuthnError && cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
      throw new SignInError('passkey-exists', { cause });
    throw new SignInError('passkey-cancelled', { cause });
  }
}
