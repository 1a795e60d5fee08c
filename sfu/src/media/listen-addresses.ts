import type { NetworkInterfaceInfo } from 'node:os';

/**
 * Addresses to listen on when none are configured: each the machine's own, for Firefox connects only to the address of an
 * interface; no link-local ones, which need a zone that candidates do not carry. Outside production also 127.0.0.1, so that a
 * laptop without a network still meets.
 */
export function defaultListenAddresses(
  interfaces: Record<string, NetworkInterfaceInfo[] | undefined>,
  production: boolean,
): string[] {
  const own = Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address);
  return [...new Set(production ? own : [...own, '127.0.0.1'])];
}
