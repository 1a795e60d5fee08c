import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { networkImpossible } from './network.ts';
import { anotherVersion } from './the-release.ts';

// The install script on a machine of its own, whole but for systemd and apt: what it asks of systemd, and in which order.

const impossible = networkImpossible();

describe.skipIf(impossible !== null)(impossible ? `A machine (${impossible})` : 'A machine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-machine-'));
  const machine = path.join(folder, 'machine');
  const { unpacked, version: first } = inject('release');

  beforeAll(() => void mkdirSync(machine));

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(...command: string[]) {
    const at = path.join(import.meta.dirname, 'on-a-machine.sh');
    return spawnSync('unshare', ['--mount', '--net', at, machine, ...command], {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath },
    });
  }

  /** Runs it, and tells what it asked of systemd. */
  function install(script: string, ...args: string[]): string[] {
    const { status, stdout, stderr } = run(script, ...args);
    expect(status, `${stdout}${stderr}`).toBe(0);
    return asked();
  }

  function asked(): string[] {
    return readFileSync(path.join(machine, 'asked'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('enable'));
  }

  const settings = [
    'PARLEY_WORKER_URL=https://meet.parley.test',
    'BOX_ID=box-1',
    'BOX_REGION=local',
    'BOX_PUBLIC_URL=https://box-1.parley.test',
    'TURN_HOST=turn-1.parley.test',
    'TURN_SECRET=0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0',
    'MEDIA_LISTEN_ADDRESSES=198.51.100.7',
  ];
  const always = ['restart parley-certificates.timer', 'start parley-box.service'];
  const current = () => path.basename(readlinkSync(path.join(machine, 'opt/parley/current')));

  test('is made a box by one run', () => {
    const envFile = path.join(folder, 'box.env');
    writeFileSync(envFile, `${settings.join('\n')}\n`);
    const asked = install(path.join(unpacked, 'install/install.sh'), '--env', envFile);
    expect(asked).toEqual([
      'daemon-reload',
      'stop parley-box.service',
      'restart caddy.service',
      'restart haproxy.service',
      'restart coturn.service',
      ...always,
    ]);
    expect(current()).toBe(first);
    expect(readFileSync(path.join(machine, 'etc/passwd'), 'utf8')).toMatch(
      /^parley:.*:\/var\/lib\/parley:\/usr\/sbin\/nologin$/m,
    );
    expect(lstatSync(path.join(machine, 'opt/parley/releases', first, 'bin/parley')).uid).toBe(0);
  });

  test('is left alone by the next run', () => {
    const asked = install(path.join(unpacked, 'install/install.sh'));
    expect(asked).toEqual(['daemon-reload', ...always]);
  });

  test('stops only the box for another capacity, and lets HAProxy and Caddy run', () => {
    appendFileSync(path.join(machine, 'etc/parley/box.env'), 'BOX_CAPACITY=60\n');
    const asked = install(path.join(unpacked, 'install/install.sh'));
    expect(asked).toEqual(['daemon-reload', 'stop parley-box.service', ...always]);
  });

  test('gets certificates in another way while Caddy runs', () => {
    appendFileSync(path.join(machine, 'etc/parley/box.env'), 'ACME_EMAIL=ops@parley.test\n');
    const asked = install(path.join(unpacked, 'install/install.sh'));
    expect(asked).toEqual(['daemon-reload', 'stop parley-box.service', 'reload caddy.service', ...always]);
  });

  test('is upgraded, which stops the box alone, and goes back', () => {
    const next = anotherVersion(unpacked, path.join(folder, 'next'));
    expect(install(path.join(next.folder, 'install/install.sh'))).toEqual([
      'daemon-reload',
      'stop parley-box.service',
      ...always,
    ]);
    expect(current()).toBe(next.version);
    expect(install(path.join(next.folder, 'install/install.sh'), '--rollback')).toEqual([
      'daemon-reload',
      'stop parley-box.service',
      ...always,
    ]);
    expect(current()).toBe(first);
  });

  test.each([
    ['restart coturn.service', 1],
    ['HUP restart coturn.service', 129],
    ['PIPE stop parley-box.service', 141],
  ])('does not stay without its box when "%s" ends the script, and the next run does the rest', (trouble, code) => {
    const envFile = path.join(machine, 'etc/parley/box.env');
    const text = readFileSync(envFile, 'utf8');
    writeFileSync(envFile, text.replace(/^(TURN_SECRET=.*)$/m, '$1e'));
    writeFileSync(path.join(machine, 'trouble'), trouble);
    const { status } = run(path.join(unpacked, 'install/install.sh'));
    rmSync(path.join(machine, 'trouble'));
    expect(status).toBe(code);
    expect(asked().at(-1)).toBe('start parley-box.service');
    expect(existsSync(path.join(machine, 'active/parley-box.service'))).toBe(true);
    expect(install(path.join(unpacked, 'install/install.sh'))).toEqual([
      'daemon-reload',
      'stop parley-box.service',
      'restart coturn.service',
      ...always,
    ]);
  });

  test('has a doctor, who says what is wrong with it', () => {
    const { status, stdout, stderr } = run('/usr/local/bin/parley', 'doctor');
    expect(status, stderr).toBe(1);
    expect(stdout).toMatch(/^BAD .*box-1\.parley\.test/m);
    expect(stdout).toMatch(/^ok /m);
  });
});
