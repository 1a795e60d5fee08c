import { maxFileBytes, type SharedFile } from '../../contract/files.ts';
import { Refusal } from '../refusal.ts';
import { fileTypeOf, typeBytes } from './file-type.ts';

export type StoredBytes = Pick<SharedFile, 'size' | 'type'>;

/** Reads chunk by chunk; refused as soon as there is a byte too many. */
function boundedReader(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  let size = 0;
  return {
    size: () => size,
    read: async (): Promise<Uint8Array | null> => {
      const { done, value } = await reader.read();
      if (done) return null;
      size += value.byteLength;
      if (size <= maxFileBytes) return value;
      await reader.cancel();
      throw new Refusal('file-too-large');
    },
  };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk.subarray(0, typeBytes)])).subarray(0, typeBytes);
}

/**
 * Puts an upload into the bucket. With a declared length it streams through; without one (a client that sends in chunks) it is held
 * until its length is known, which the bucket wants beforehand.
 */
export async function storeBytes(
  bucket: R2Bucket,
  key: string,
  body: ReadableStream<Uint8Array>,
  declaredSize: number | null,
): Promise<StoredBytes> {
  const source = boundedReader(body);
  const chunks: Uint8Array[] = [];
  let ended = false;
  while (!ended && (declaredSize === null || source.size() < typeBytes)) {
    const chunk = await source.read();
    if (chunk) chunks.push(chunk);
    else ended = true;
  }
  if (source.size() === 0) throw new Refusal('file-invalid');
  const type = fileTypeOf(joined(chunks));
  const { readable, writable } = new FixedLengthStream(declaredSize ?? source.size());
  const putting = bucket.put(key, readable, { httpMetadata: { contentType: type } });
  const [put, pumped] = await Promise.allSettled([putting, pump(writable, chunks, ended ? null : source.read)]);
  if (pumped.status === 'rejected') throw pumped.reason;
  if (put.status === 'rejected') throw put.reason;
  return { size: source.size(), type };
}

async function pump(
  writable: WritableStream<Uint8Array>,
  first: readonly Uint8Array[],
  read: (() => Promise<Uint8Array | null>) | null,
): Promise<void> {
  const writer = writable.getWriter();
  try {
    for (const chunk of first) await writer.write(chunk);
    for (let chunk = await read?.(); chunk; chunk = await read?.()) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
}
