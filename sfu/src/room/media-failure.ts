import { errors } from 'mediasoup';
import { BoxFailure } from '../errors.ts';

/**
 * Runs a call of mediasoup and names what it throws: a dead media worker is `media-unavailable` (the client waits for
 * `mediaReset`), everything else is mediasoup's refusal of the client's parameters.
 */
export async function refuseMedia<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof BoxFailure) throw cause;
    if (cause instanceof errors.WorkerClosedError) throw new BoxFailure('media-unavailable', { cause });
    throw new BoxFailure('media-refused', { cause });
  }
}
