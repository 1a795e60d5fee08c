import * as z from 'zod/mini';
import { boxLinkVersion, type FromBox, fromBox, maxBoxLinkMessageBytes } from '../../contract/box-link.ts';

/** What the hello of every version has in common. */
const anyHello = z.object({ type: z.literal('hello'), version: z.int() });

/** A hello of another version of the link, whose other fields are not known here. */
export type OtherHello = { type: 'other-hello'; version: number };

/** A box's message; null if it is too large or none that the contract knows. */
export function readBoxMessage(message: string | ArrayBuffer): FromBox | OtherHello | null {
  if (typeof message !== 'string' || message.length > maxBoxLinkMessageBytes) return null;
  // Characters outside ASCII take up to three bytes: only then the bytes are counted.
  if (message.length > maxBoxLinkMessageBytes / 3 && new TextEncoder().encode(message).length > maxBoxLinkMessageBytes)
    return null;
  try {
    const content: unknown = JSON.parse(message);
    const version = anyHello.safeParse(content).data?.version;
    if (version !== undefined && version !== boxLinkVersion) return { type: 'other-hello', version };
    return fromBox.safeParse(content).data ?? null;
  } catch {
    return null;
  }
}
