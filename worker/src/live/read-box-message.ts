import { type FromBox, fromBox, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';

/** A box's message; null if it is too large or none that the contract knows. */
export function readBoxMessage(message: string | ArrayBuffer): FromBox | null {
  if (typeof message !== 'string' || message.length > maxBoxLinkMessageBytes) return null;
  // Characters outside ASCII take up to three bytes: only then the bytes are counted.
  if (message.length > maxBoxLinkMessageBytes / 3 && new TextEncoder().encode(message).length > maxBoxLinkMessageBytes)
    return null;
  try {
    return fromBox.safeParse(JSON.parse(message)).data ?? null;
  } catch {
    return null;
  }
}
