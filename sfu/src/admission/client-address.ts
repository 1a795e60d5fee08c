import type { IncomingHttpHeaders } from 'node:http';

const loopback = /^(127\.|::1$)/;

/** Longest address in writing; what is longer is none. */
const maxAddressLength = 45;

/**
 * The client's network address, in the form in which the Worker names it in bans. Only a proxy on this machine is believed: then
 * the last address of `X-Forwarded-For`, the one that proxy wrote itself. An IPv6 address is cut to its /64, which is what one
 * household or phone has: limits and bans go by that.
 */
export function clientAddress(remoteAddress: string | undefined, headers: IncomingHttpHeaders): string {
  const remote = plain(remoteAddress ?? '');
  if (!loopback.test(remote)) return network(remote);
  const forwarded = [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim();
  return network(forwarded && forwarded.length <= maxAddressLength ? plain(forwarded) : remote);
}

/** Someone on this machine, not brought here by a proxy. */
export function isLocal(remoteAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  const forwarded =
    headers['x-forwarded-for'] ??
    headers.forwarded ??
    headers['x-forwarded-host'] ??
    headers['x-real-ip'] ??
    headers.via;
  return loopback.test(plain(remoteAddress ?? '')) && forwarded === undefined;
}

function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  const first = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${first.join(':')}::/64`;
}

/** IPv4 addresses mapped into IPv6 are written as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
}
