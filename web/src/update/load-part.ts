import { call } from '../api/worker-client.ts';
import { ProblemError } from '../errors/problem.ts';
import { type ServiceVersion, serviceVersion } from './service-version.ts';

type LoadPartTools = {
  /** Asks the service for a sign of life; rejects when there is none. */
  reach: () => Promise<unknown>;
  version: Pick<ServiceVersion, 'partGone'>;
};

const ownTools: LoadPartTools = { reach: () => call('health'), version: serviceVersion };

/**
 * Loads a part of the page that comes when it is needed. Throws a ProblemError: `protocol-mismatch` when the service answers but the
 * part is gone, as after an update; the problem on the way when there is no way.
 */
export async function loadPart<T>(load: () => Promise<T>, { reach, version } = ownTools): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    await reach();
    version.partGone();
    throw new ProblemError('protocol-mismatch', 'part of the page is gone', { cause });
  }
}
