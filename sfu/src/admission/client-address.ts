import type { IncomingHttpHeaders } from 'node:http';

const loopback = /^(127\.|::1$)/;

/**
 * The client's network address. Only a proxy on this machine is believed: then the last address of `X-Forwarded-For`, the one
 * that proxy wrote itself.
 */
export function clientAddress(remoteAddress: string | undefined, headers: IncomingHttpHeaders): string {
  const remote = plain(remoteAddress ?? '');
  if (!loopback.test(remote)) return remote;
  const forwarded = [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim();
  return forwarded ? plain(forwarded) : remote;
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

/** IPv4 addresses mapped into IPv6 are written as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
}
