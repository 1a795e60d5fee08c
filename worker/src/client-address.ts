/**
 * The caller's network address as Cloudflare saw it; null where the runtime does not tell (some local ones). An IPv6 address is
 * cut to its /64, which is what one household or phone has: limits and bans go by that.
 */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get('cf-connecting-ip')?.trim().toLowerCase();
  if (!address || address.length > 45) return null;
  return address.includes(':') ? ipv6Network(address) : address;
}

function ipv6Network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  const network = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
