import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { InstalledRoot, packageMissing, RunningBox } from './installed-box.ts';
import { Network, networkImpossible } from './network.ts';

// A box gets its certificates by ACME from an authority that looks at its port 80, as Let's Encrypt does: another Caddy, on another host.

const names = ['box-1.parley.test', 'turn-1.parley.test'];
const authorityName = 'ca.parley.test';
const { unpacked } = inject('release');
const caddy = path.join(unpacked, 'bin/caddy');
const impossible =
  networkImpossible() ??
  packageMissing('caddy') ??
  (existsSync(caddy) ? null : 'there is no Caddy that takes the PROXY protocol');

describe.skipIf(impossible !== null)(impossible ? `Certificates (${impossible})` : 'Certificates', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-authority-'));
  const root = new InstalledRoot();
  let network: Network;
  let box: RunningBox;
  let authority: ChildProcess;
  let said = '';

  beforeAll(() => {
    network = new Network();
    const [boxHost, authorityHost] = [network.addHost(), network.addHost()];
    root.installFrom(unpacked, {
      PARLEY_WORKER_URL: 'https://meet.parley.test',
      BOX_ID: 'box-1',
      BOX_REGION: 'local',
      BOX_PUBLIC_URL: `https://${names[0]}`,
      TURN_HOST: names[1] ?? '',
      TURN_SECRET: '0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0',
      MEDIA_LISTEN_ADDRESSES: boxHost.address,
      ACME_DIRECTORY: `https://${authorityName}/acme/local/directory`,
    });
    box = new RunningBox(root, boxHost);
    writeFileSync(path.join(root.folder, 'etc/hosts'), `${authorityHost.address} ${authorityName}\n`);

    for (const part of ['etc', 'opt', 'var/lib/parley', 'var/lib/caddy', 'var/lib/parley-turn'])
      mkdirSync(path.join(folder, part), { recursive: true });
    writeFileSync(path.join(folder, 'etc/hosts'), names.map((name) => `${boxHost.address} ${name}\n`).join(''));
    const config = `{\n\tadmin off\n\tskip_install_trust\n}\n${authorityName} {\n\ttls internal\n\tacme_server\n}\n`;
    writeFileSync(path.join(folder, 'opt/Caddyfile'), config);
    copyFileSync(caddy, path.join(folder, 'opt/caddy'));
    const enter = [...authorityHost.command, 'unshare', '--mount', path.join(import.meta.dirname, 'enter.sh'), folder];
    const [file = '', ...rest] = [
      ...enter,
      'env',
      'HOME=/var/lib/caddy',
      '/opt/caddy',
      'run',
      '--config',
      '/opt/Caddyfile',
    ];
    authority = spawn(file, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
    authority.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  });

  afterAll(async () => {
    await box?.stopAll();
    authority?.kill();
    network?.remove();
    root.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('come over port 80, for the box and for TURN', async () => {
    const ofAuthority = path.join(folder, 'var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt');
    await eventually(async () => expect(existsSync(ofAuthority), said).toBe(true), 20_000);
    copyFileSync(ofAuthority, path.join(root.folder, 'var/lib/caddy/authority.crt'));
    chmodSync(path.join(root.folder, 'var/lib/caddy/authority.crt'), 0o644);
    box.start('caddy', { SSL_CERT_FILE: '/var/lib/caddy/authority.crt' });
    const kept = path.join(
      root.folder,
      'var/lib/caddy/.local/share/caddy/certificates',
      `${authorityName}-acme-local-directory`,
    );
    // Nothing listens on 443: it can only be the proof over HTTP.
    for (const name of names) {
      await eventually(async () => expect(existsSync(path.join(kept, name, `${name}.crt`)), said).toBe(true), 40_000);
    }
    expect(box.copyCertificates(names[1] ?? '')).toContain('is in place');
    expect(readFileSync(path.join(root.folder, 'var/lib/parley-turn/cert.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  }, 90_000);
});
