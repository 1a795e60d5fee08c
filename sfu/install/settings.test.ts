import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { render } from './render.ts';
import { readSettings } from './settings.ts';

const good = {
  PARLEY_WORKER_URL: 'https://meet.example.org',
  BOX_ID: 'fsn1-1',
  BOX_REGION: 'fsn1',
  BOX_PUBLIC_URL: 'https://fsn1-1.boxes.example.org',
  TURN_HOST: 'turn-fsn1-1.boxes.example.org',
  TURN_SECRET: '0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0',
  MEDIA_LISTEN_ADDRESSES: '10.0.0.5,2001:db8:1::5',
  MEDIA_ANNOUNCED_ADDRESSES: '198.51.100.7,2001:db8:1::5',
  MEDIA_WORKERS: '2',
};
const text = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

describe('box.env', () => {
  test('is read as systemd reads it', () => {
    const more = '# A comment\n\n; another\nACME_EMAIL="ops@example.org"\nLOG_LEVEL=\'warn\'\nBOX_CAPACITY=\n';
    const settings = readSettings(`${more}${text(good)}`);
    expect(settings).toMatchObject({
      boxHost: 'fsn1-1.boxes.example.org',
      turnHost: good.TURN_HOST,
      acmeEmail: 'ops@example.org',
      tlsIssuer: 'acme',
      box: { boxId: 'fsn1-1', logLevel: 'warn', production: true, port: 4400, dataDir: '/var/lib/parley' },
    });
  });

  test.each([
    ['PARLEY_WORKER_URL', undefined, 'PARLEY_WORKER_URL is not set.'],
    ['BOX_ID', 'Not An Id', 'is not NAME=value.'],
    ['BOX_ID', 'UPPER', 'BOX_ID is not valid'],
    ['BOX_REGION', undefined, 'BOX_REGION is not set.'],
    ['BOX_PUBLIC_URL', 'http://box.example.org', 'BOX_PUBLIC_URL is not valid'],
    ['BOX_PUBLIC_URL', 'https://box.example.org:8443', 'BOX_PUBLIC_URL is not valid'],
    ['BOX_PUBLIC_URL', 'https://box.example.org/box', 'BOX_PUBLIC_URL is not valid'],
    ['BOX_PUBLIC_URL', 'https://203.0.113.4', 'BOX_PUBLIC_URL is not valid'],
    ['BOX_CAPACITY', 'many', 'BOX_CAPACITY is not valid'],
    ['BOX_CAPACITY_MBPS', '-1', 'BOX_CAPACITY_MBPS is not valid'],
    ['BOX_ENROLMENT_TOKEN', 'x', 'BOX_ENROLMENT_TOKEN is not valid'],
    ['TURN_HOST', undefined, 'TURN_HOST is not set.'],
    ['TURN_HOST', 'turn', 'TURN_HOST is not valid'],
    ['TURN_HOST', 'fsn1-1.boxes.example.org', 'TURN_HOST is not valid: it must differ'],
    ['TURN_SECRET', undefined, 'TURN_SECRET is not set.'],
    ['TURN_SECRET', 'short', 'TURN_SECRET is not valid: is shorter than 32 characters.'],
    ['TURN_SECRET', 'change-me-change-me-change-me-change-me', 'TURN_SECRET is not valid: looks like a placeholder.'],
    ['TURN_SECRET', '0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0#x', 'TURN_SECRET is not valid: has characters'],
    ['ACME_EMAIL', 'nobody', 'ACME_EMAIL is not valid'],
    ['ACME_DIRECTORY', 'https://ca.example.org/{x}', 'ACME_DIRECTORY is not valid: is not an https address.'],
    ['TLS_ISSUER', 'mine', 'TLS_ISSUER is not valid'],
    ['MEDIA_PORT', '80', 'MEDIA_PORT is not valid'],
    ['MEDIA_PORT', '4399', 'MEDIA_PORT is not valid: ports 4399 to 4400 meet 4400, which is taken.'],
    ['MEDIA_PORT', '50000', 'MEDIA_PORT is not valid: ports 50000 to 50001 meet 49152, which is taken.'],
    ['MEDIA_ANNOUNCED_ADDRESSES', '198.51.100.7', 'MEDIA_ANNOUNCED_ADDRESSES is not valid'],
    ['METRICS_TOKEN', 'short', 'METRICS_TOKEN is not valid'],
    ['BOX_PORT', '4401', 'BOX_PORT is not yours to set: the service sets it.'],
    ['NODE_ENV', 'development', 'NODE_ENV is not yours to set: the service sets it.'],
    ['BOX_CAPCITY', '5', 'BOX_CAPCITY is not a variable of a box.'],
  ])('is refused for %s=%s', (name, value, sentence) => {
    const { [name]: _, ...others } = good as Record<string, string>;
    expect(() => readSettings(text(value === undefined ? others : { ...others, [name]: value }))).toThrow(sentence);
  });

  test('is refused for a variable that is set twice, and no sentence repeats what a line holds', () => {
    expect(() => readSettings(`${text(good)}\nBOX_ID=other`)).toThrow('BOX_ID is set twice.');
    const wrong = () => readSettings(`TURN_SECRET='not closed and secret\n${text(good)}`);
    expect(wrong).toThrow('Line 1 is not NAME=value.');
    expect(wrong).not.toThrow('secret');
  });
});

describe('A # in a value', () => {
  const token = 'fa4c0d6c9b1e4e0f#8a2b3c4d5e6f7081';

  test('needs quotes: Node, which reads the file for the doctor, ends the value there', () => {
    const line = `METRICS_TOKEN=${token}`;
    expect(parseEnv(line).METRICS_TOKEN).not.toBe(token);
    expect(() => readSettings(`${text(good)}\n${line}`)).toThrow(
      'METRICS_TOKEN has a # in it: put its value in quotes.',
    );
  });

  test.each(['"', "'"])('is part of it within %s, for Node as for us', (quote) => {
    const line = `METRICS_TOKEN=${quote}${token}${quote}`;
    expect(parseEnv(line).METRICS_TOKEN).toBe(token);
    expect(readSettings(`${text(good)}\n${line}`).box.metricsToken).toBe(token);
  });
});

test('On the way back, a variable that only a newer release knows is said and let be; everything else counts', () => {
  const newer = `${text(good)}\nBOX_COLOUR=blue`;
  const said: string[] = [];
  const settings = readSettings(newer, (sentence) => said.push(sentence));
  expect(settings).toEqual(readSettings(text(good)));
  expect(said).toEqual(['BOX_COLOUR is not a variable of a box.']);
  expect(() => readSettings(`${newer}\nNODE_ENV=test`, () => {})).toThrow('NODE_ENV is not yours to set');
});

describe('What is made of it', () => {
  const files = new Map(render(readSettings(text(good)), '/usr/bin/caddy').map((file) => [file.path, file]));
  const of = (name: string) => files.get(name)?.text ?? '';

  test('is whole: no template has a gap left', () => {
    expect([...files.values()].filter(({ text }) => /\{\{|undefined/.test(text)).map(({ path }) => path)).toEqual([]);
    expect(files.size).toBe(9);
  });

  test('tells names apart on one port', () => {
    expect(of('/etc/parley/haproxy.cfg')).toContain(
      'use_backend turn if { req_ssl_sni -i turn-fsn1-1.boxes.example.org }',
    );
    expect(of('/etc/parley/haproxy.cfg')).toContain('server caddy 127.0.0.1:8443 send-proxy-v2');
    expect(of('/etc/parley/Caddyfile')).toContain('reverse_proxy 127.0.0.1:4400');
    expect(of('/etc/parley/Caddyfile')).toContain('disable_tlsalpn_challenge');
  });

  test('relays from the addresses of media, in both families, with what NAT makes of them', () => {
    const turn = of('/etc/parley/turnserver.conf').split('\n');
    for (const line of ['relay-ip=10.0.0.5', 'relay-ip=2001:db8:1::5', 'external-ip=198.51.100.7/10.0.0.5'])
      expect(turn).toContain(line);
    expect(turn.filter((line) => line.startsWith('external-ip='))).toHaveLength(1);
    const allowed = ['10.0.0.5', '198.51.100.7', '2001:db8:1::5'].map((address) => `allowed-peer-ip=${address}`);
    expect(turn.filter((line) => line.startsWith('allowed-peer-ip='))).toEqual(allowed);
    for (const line of ['no-cli', 'no-tcp-relay', 'use-auth-secret', `static-auth-secret=${good.TURN_SECRET}`])
      expect(turn).toContain(line);
  });

  test('keeps the secret in the one file that needs it', () => {
    const holders = [...files.values()].filter(({ text }) => text.includes(good.TURN_SECRET));
    expect(holders.map(({ path, mode, group }) => [path, mode, group])).toEqual([
      ['/etc/parley/turnserver.conf', 0o640, 'turnserver'],
    ]);
  });
});
