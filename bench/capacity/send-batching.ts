import { ensureSendBatching } from '../../scripts/send-batching/index.ts';

/**
 * The library that batches a media worker's sends; null where it cannot be made. With `BENCH_SLOWDOWN=no-batching` the workers that are to
 * have it go without: a deliberate slowdown, which `--check` has to find.
 */
export async function sendBatching(): Promise<{ preload: string | null } | null> {
  if (process.env['BENCH_SLOWDOWN'] === 'no-batching') return { preload: null };
  const preload = await ensureSendBatching();
  return preload === null ? null : { preload };
}
