import { existsSync } from 'node:fs';
import path from 'node:path';

const preparation = path.join(import.meta.dirname, '..', '..', 'scripts', 'send-batching', 'index.ts');

/**
 * The library that batches a media worker's sends; null where it cannot be made. With `BENCH_SLOWDOWN=no-batching` the workers that are to
 * have it go without: a deliberate slowdown, which `--check` has to find.
 */
export async function sendBatching(): Promise<{ preload: string | null } | null> {
  if (process.env['BENCH_SLOWDOWN'] === 'no-batching') return { preload: null };
  if (!existsSync(preparation)) return null;
  const { ensureSendBatching } = (await import(preparation)) as { ensureSendBatching(): Promise<string | null> };
  const preload = await ensureSendBatching();
  return preload === null ? null : { preload };
}
