import type { Variables } from '../environment.ts';
import type { CallerPlace } from './place.ts';
import { preferredRegion } from './preferred-region.ts';
import { readPoint } from './region-places.ts';

/** Where a caller is, as Cloudflare tells in `request.cf`; nothing is known in local runs. */
export function callerPlace({ REGIONS }: Pick<Variables, 'REGIONS'>, { cf }: { cf?: unknown }): CallerPlace {
  const caller = (cf ?? {}) as Readonly<Record<string, unknown>>;
  return { region: preferredRegion(REGIONS, caller), at: readPoint(caller.latitude, caller.longitude) };
}
