import type { NetworkInterfaceInfo } from 'node:os';
import { kindOfAddress } from './address-kind.ts';

/**
 * Addresses to listen on when none are configured: each the machine's own, for Firefox connects only to the address of an
 * interface; no link-local ones, which need a zone that candidates do not carry. In production those that only answer inside of
 * some network, of containers or of neighbours, are left out when there are others, unless each has another one outside
 * (`isTranslated`). Outside production also 127.0.0.1, so that a laptop without a network still meets.
 */
export function defaultListenAddresses(
  interfaces: Record<string, NetworkInterfaceInfo[] | undefined>,
  production: boolean,
  isTranslated = false,
): string[] {
  const own = Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address);
  if (!production) return [...new Set([...own, '127.0.0.1'])];
  return [...new Set(isTranslated ? own : preferPublic(own, (address) => address))];
}

/** Those whose address, as people know it, may be reached from everywhere; all of them when there is no such one, as behind NAT. */
export function preferPublic<T>(all: readonly T[], addressOf: (one: T) => string): T[] {
  const outside = all.filter((one) => kindOfAddress(addressOf(one)) !== 'local');
  return outside.length > 0 ? outside : [...all];
}
