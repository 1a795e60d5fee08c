const encoder = new TextEncoder();

export function base64url(bytes: Uint8Array | ArrayBuffer): string {
  const array = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  return btoa(String.fromCharCode(...array))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** An opaque id of 128 random bits. */
export function randomId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}

/** A secret of 256 random bits. */
export function randomSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** SHA-256 as base64url: what is kept of a secret. */
export async function hashSecret(secret: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', encoder.encode(secret)));
}

/** Compares two hashes without telling by time where they differ. */
export function sameHash(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Compares two secrets through their hashes, so that not even the length shows by time. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  return sameHash(await hashSecret(a), await hashSecret(b));
}

/** Derives one key of many from a configured secret; `purpose` keeps them apart (HKDF-SHA-256, RFC 5869). */
export async function deriveBits(secret: string, purpose: string): Promise<ArrayBuffer> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(purpose) };
  return crypto.subtle.deriveBits(parameters, material, 256);
}
