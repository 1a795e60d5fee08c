import { readFileSync } from 'node:fs';
import path from 'node:path';
import { relayAddresses } from './relay-addresses.ts';
import { type Settings, turnAddresses } from './settings.ts';

/** A file of the machine, made from a template. */
export interface Rendered {
  /** Absolute. */
  path: string;
  text: string;
  mode: number;
  /** The only group besides root that may read it. */
  group: string | null;
  /** What takes notice of it, and how: `restart caddy.service`, or `reload …` where that goes on with what runs. */
  then: string;
}

/** Networks that are nobody's business to reach through a relay: this machine's, its neighbours', and what is not of the Internet. */
const deniedPeers = [
  ...['0.0.0.0-0.255.255.255', '10.0.0.0-10.255.255.255', '100.64.0.0-100.127.255.255', '127.0.0.0-127.255.255.255'],
  ...['169.254.0.0-169.254.255.255', '172.16.0.0-172.31.255.255', '192.0.0.0-192.0.0.255', '192.0.2.0-192.0.2.255'],
  ...['192.88.99.0-192.88.99.255', '192.168.0.0-192.168.255.255', '198.18.0.0-198.19.255.255'],
  ...['198.51.100.0-198.51.100.255', '203.0.113.0-203.0.113.255', '240.0.0.0-255.255.255.255'],
  ...['::-::ffff:ffff:ffff', '64:ff9b::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff', '100::-100::ffff:ffff:ffff:ffff'],
  ...['2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ...['fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
];

/** All files of an installed box outside of its release. `caddy` is the executable that is to run. */
export function render(settings: Settings, caddy: string): Rendered[] {
  const { boxHost, turnHost, turnSecret, acmeEmail, acmeDirectory, tlsIssuer, box } = settings;
  const addresses = turnAddresses(settings);
  const own = new Set(addresses.flatMap(({ listen, outside }) => (outside ? [listen, outside] : [listen])));
  const values: Record<string, string> = {
    boxHost,
    turnHost,
    turnSecret,
    caddy,
    boxPort: String(box.port),
    globalTls:
      tlsIssuer === 'internal' ? 'skip_install_trust' : acmeEmail ? `email ${acmeEmail}` : '# No e-mail address.',
    issuer:
      tlsIssuer === 'internal'
        ? 'issuer internal'
        : [
            'issuer acme {',
            ...(acmeDirectory ? [`\tdir ${acmeDirectory}`] : []),
            '\tdisable_tlsalpn_challenge',
            '}',
          ].join('\n\t\t'),
    addresses: [
      'listening-ip=127.0.0.1',
      ...addresses.map(({ listen }) => `listening-ip=${listen}`),
      ...relayAddresses(settings).map((address) => `relay-ip=${address}`),
      ...addresses.flatMap(({ listen, outside }) => (outside ? [`external-ip=${outside}/${listen}`] : [])),
    ].join('\n'),
    deniedPeers: deniedPeers.map((range) => `denied-peer-ip=${range}`).join('\n'),
    allowedPeers: [...own].map((address) => `allowed-peer-ip=${address}`).join('\n'),
  };
  const file = (to: string, template: string, then: string, rest: Partial<Rendered> = {}): Rendered => ({
    ...{ path: to, text: fill(template, values), mode: 0o644, group: null, then },
    ...rest,
  });
  const units = '/etc/systemd/system';
  return [
    file(`${units}/parley-box.service`, 'parley-box.service', 'restart parley-box.service'),
    file(`${units}/parley-certificates.service`, 'parley-certificates.service', 'reload parley-certificates.timer'),
    file(`${units}/parley-certificates.timer`, 'parley-certificates.timer', 'reload parley-certificates.timer'),
    file(`${units}/caddy.service.d/parley.conf`, 'caddy-parley.conf', 'restart caddy.service'),
    file(`${units}/haproxy.service.d/parley.conf`, 'haproxy-parley.conf', 'restart haproxy.service'),
    file(`${units}/coturn.service.d/parley.conf`, 'coturn-parley.conf', 'restart coturn.service'),
    file('/etc/parley/haproxy.cfg', 'haproxy.cfg', 'reload haproxy.service'),
    file('/etc/parley/Caddyfile', 'Caddyfile', 'reload caddy.service'),
    // Its reload is for certificates only.
    file('/etc/parley/turnserver.conf', 'turnserver.conf', 'restart coturn.service', {
      mode: 0o640,
      group: 'turnserver',
    }),
  ];
}

/** @throws when the template names something that is not there */
function fill(template: string, values: Record<string, string>): string {
  const text = readFileSync(path.join(import.meta.dirname, 'templates', template), 'utf8');
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${template} names ${name}, which there is not.`);
    return value;
  });
}
