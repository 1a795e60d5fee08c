import { Refusal } from '../refusal.ts';

/** Largest request body, in bytes. */
const maxBodyBytes = 64 * 1024;

/** The body as text; refused as `too-large` as soon as it is, whatever its length header says. */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw new Refusal('too-large');
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new Refusal('too-large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await new Blob(chunks).arrayBuffer());
  } catch {
    throw new Refusal('bad-request', { fields: [] });
  }
}

/** The body as JSON; nothing counts as `{}`, for endpoints whose body says nothing. */
export function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('bad-request', { fields: [] });
  }
}
