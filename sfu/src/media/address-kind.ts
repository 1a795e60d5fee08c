import { BlockList, isIP } from 'node:net';

const local = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  local.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['2001:db8::', 32],
  ['ff00::', 8],
] as const)
  local.addSubnet(network, prefix, 'ipv6');

/** `local`: an address that nobody outside the machine's own network reaches; `public`: one that they may. */
export function kindOfAddress(address: string): 'local' | 'public' | 'name' {
  const family = isIP(address);
  if (family === 0) return 'name';
  return local.check(address, family === 6 ? 'ipv6' : 'ipv4') ? 'local' : 'public';
}
