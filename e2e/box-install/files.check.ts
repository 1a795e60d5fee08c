import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readManifest } from '../../sfu/install/manifest.ts';
import { eventually } from '../eventually.ts';
import { find, named } from './found-programs.ts';
import { InstalledRoot } from './installed-box.ts';
import { anotherVersion, aRelease } from './the-release.ts';

// A release, and what its install script makes of a clean root, without starting a box: whole, idempotent, and to the liking of every
// program that reads it.

const folder = mkdtempSync(path.join(tmpdir(), 'parley-box-files-'));
const unpacked = path.join(folder, 'release');
const root = new InstalledRoot();
const settings = {
  PARLEY_WORKER_URL: 'https://meet.parley.test',
  BOX_ID: 'box-1',
  BOX_REGION: 'local',
  BOX_PUBLIC_URL: 'https://box-1.parley.test',
  TURN_HOST: 'turn-1.parley.test',
  TURN_SECRET: '0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0',
  ACME_EMAIL: 'ops@parley.test',
  MEDIA_LISTEN_ADDRESSES: '127.0.0.1',
  MEDIA_ANNOUNCED_ADDRESSES: '198.51.100.7',
};
const release = inject('release');

beforeAll(() => {
  cpSync(release.unpacked, unpacked, { recursive: true, verbatimSymlinks: true });
  root.installFrom(unpacked, settings);
});

afterAll(() => {
  root.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** With nothing of this machine but its shell. */
function run(file: string, ...args: string[]) {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  return spawnSync(path.join(unpacked, file), args, { encoding: 'utf8', env, cwd: '/' });
}

function envFile(values: Record<string, string>): string {
  const file = path.join(folder, 'box.env');
  writeFileSync(
    file,
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return file;
}

describe('A release', () => {
  test('unpacked alone in a folder, it is whole and knows its version', () => {
    expect(run('bin/parley', 'verify')).toMatchObject({ status: 0, stderr: '' });
    expect(run('bin/parley', 'version').stdout.trim()).toBe(release.version);
  });

  test('its box starts from it, and says which settings it lacks', () => {
    const { status, stderr } = run('bin/parley', 'box');
    expect(status).toBe(1);
    expect(stderr).toContain('PARLEY_WORKER_URL is not set. BOX_ID is not set.');
  });

  test('it names commit, protocol, box link and every file', () => {
    const { version, commit, protocol, boxLink, architecture, files } = readManifest(unpacked);
    expect({ version, architecture }).toEqual({ version: release.version, architecture: process.arch });
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect([protocol, boxLink].every((each) => Number.isInteger(each) && each > 0)).toBe(true);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['bin/node', 'bin/mediasoup-worker', 'sfu/src/main.ts']));
    expect(
      Object.keys(files).filter((name) =>
        /\.test\.ts$|^web\/|^worker\/src\/|better-auth|node_modules\/hono/.test(name),
      ),
    ).toEqual([]);
  });

  test('made again, it is the same to the byte', async () => {
    const again = await aRelease(path.join(folder, 'again'));
    const second = path.join(folder, 'second');
    mkdirSync(second);
    execFileSync('tar', ['-xzf', again.file, '-C', second]);
    const same = JSON.stringify(readManifest(second)) === JSON.stringify(readManifest(unpacked));
    if (same) expect(again.sha256).toBe(release.sha256);
    // Somebody may be at work on the sources: then it is another release.
    else console.log('The sources changed meanwhile: not compared.');
  });

  test('a file that changed, went or came is named, and nothing is installed', () => {
    const spoilt = path.join(unpacked, 'sfu/src/main.ts');
    const text = readFileSync(spoilt, 'utf8');
    const check = () => run('install/install.sh', '--check', '--env', envFile(settings));
    expect(check()).toMatchObject({ status: 0 });
    appendFileSync(spoilt, '\n');
    expect(check().stderr).toContain('sfu/src/main.ts is not as it was released.');
    const elsewhere = path.join(folder, 'nowhere');
    expect(run('install/install.sh', '--root', elsewhere, '--env', envFile(settings)).status).not.toBe(0);
    expect(existsSync(elsewhere)).toBe(false);
    rmSync(spoilt);
    expect(check().stderr).toContain('sfu/src/main.ts is missing.');
    writeFileSync(spoilt, text);
    writeFileSync(path.join(unpacked, 'sfu/src/more.ts'), '');
    expect(check().stderr).toContain('sfu/src/more.ts does not belong to the release.');
    rmSync(path.join(unpacked, 'sfu/src/more.ts'));
    expect(check()).toMatchObject({ status: 0 });
  });

  test('wrong settings are refused with a sentence each, and nothing is installed', () => {
    const elsewhere = path.join(folder, 'nowhere');
    const wrong = {
      ...settings,
      BOX_ID: 'Box 1',
      TURN_SECRET: 'short',
      BOX_CAPCITY: '5',
      BOX_PUBLIC_URL: 'http://a.test',
    };
    const { status, stderr } = run('install/install.sh', '--root', elsewhere, '--env', envFile(wrong));
    expect(status).toBe(1);
    for (const said of [
      'Line 2 is not NAME=value.',
      'TURN_SECRET is not valid',
      'BOX_CAPCITY is not a variable of a box.',
    ])
      expect(stderr).toContain(said);
    expect(stderr).toContain('BOX_PUBLIC_URL is not valid');
    expect(stderr).not.toContain('short,');
    expect(existsSync(elsewhere)).toBe(false);
  });
});

describe('The install script', () => {
  test('run again, it changes nothing', () => {
    const before = snapshot(root.folder);
    root.installFrom(unpacked, settings);
    expect(snapshot(root.folder)).toEqual(before);
  });

  test('keeps secrets from those who need not know them', () => {
    expect(lstatSync(path.join(root.folder, 'etc/parley/box.env')).mode & 0o777).toBe(0o600);
    expect(lstatSync(path.join(root.folder, 'etc/parley/turnserver.conf')).mode & 0o007).toBe(0);
    for (const file of ['haproxy.cfg', 'Caddyfile'])
      expect(root.read(`etc/parley/${file}`)).not.toContain(settings.TURN_SECRET);
  });

  test('a newer release lies beside the older one, and the way back leads there', () => {
    const newer = new InstalledRoot();
    try {
      newer.installFrom(unpacked, settings);
      const next = anotherVersion(unpacked, path.join(folder, 'next'));
      newer.installFrom(next.folder, settings);
      const version = () =>
        execFileSync(path.join(newer.folder, 'opt/parley/current/bin/parley'), ['version'], {
          encoding: 'utf8',
        }).trim();
      expect(version()).toBe(next.version);
      expect(readdirSync(path.join(newer.folder, 'opt/parley/releases')).sort()).toEqual(
        [release.version, next.version].sort(),
      );
      newer.rollBack();
      expect(version()).toBe(release.version);
      newer.rollBack();
      expect(version()).toBe(next.version);
    } finally {
      newer.remove();
    }
  });

  test.skipIf(!find('shellcheck'))(named('its scripts are to shellcheck’s liking', 'shellcheck'), () => {
    const scripts = ['install.sh', 'copy-certificates.sh', 'parley.sh'].map((name) =>
      path.join(unpacked, 'sfu/install', name),
    );
    const { status, stdout } = spawnSync('shellcheck', scripts, { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  });
});

describe('What it writes', () => {
  const analyze = find('systemd-analyze');

  test.skipIf(!analyze)(
    named('are units that systemd understands, of a service that can do little harm', 'systemd-analyze'),
    () => {
      // The units that ours refer to: systemd looks them up in the same root.
      cpSync('/lib/systemd/system', path.join(root.folder, 'lib/systemd/system'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      for (const unit of ['parley-box.service', 'parley-certificates.timer', 'parley-certificates.service']) {
        const found = spawnSync('systemd-analyze', ['verify', '--man=no', `--root=${root.folder}`, unit], {
          encoding: 'utf8',
        });
        const ours = `${found.stdout}${found.stderr}`.split('\n').filter((line) => line.includes('parley'));
        expect(ours, unit).toEqual([]);
      }
      const { stdout } = spawnSync(
        'systemd-analyze',
        ['security', '--offline=true', `--root=${root.folder}`, 'parley-box.service'],
        { encoding: 'utf8' },
      );
      const exposure = /Overall exposure level for parley-box.service: ([\d.]+)/.exec(stdout)?.[1];
      console.log(`systemd-analyze security of parley-box.service: ${exposure}`);
      expect(Number(exposure)).toBeLessThan(3);
    },
  );

  test.skipIf(!find('haproxy'))(named('is a configuration that HAProxy takes', 'haproxy'), () => {
    const { status, stderr } = spawnSync(
      find('haproxy') ?? '',
      ['-c', '-f', path.join(root.folder, 'etc/parley/haproxy.cfg')],
      { encoding: 'utf8' },
    );
    expect([status, stderr.includes('ALERT')], stderr).toEqual([0, false]);
  });

  const caddy = () => path.join(unpacked, 'bin/caddy');
  test('is a configuration that Caddy takes, with HTTP as the only proof of a name', (context) => {
    if (!existsSync(caddy())) return context.skip('there is no Caddy that takes the PROXY protocol');
    const config = path.join(root.folder, 'etc/parley/Caddyfile');
    const env = { ...process.env, HOME: folder };
    const { status, stderr } = spawnSync(caddy(), ['validate', '--config', config], { encoding: 'utf8', env });
    expect(status, stderr).toBe(0);
    const adapted = execFileSync(caddy(), ['adapt', '--config', config], { encoding: 'utf8', env, stdio: 'pipe' });
    expect(adapted).toMatch(/"challenges":\{[^}]*"tls-alpn":\{[^}]*"disabled":true\}/);
    expect(spawnSync(caddy(), ['fmt', '--diff', config], { encoding: 'utf8', env }).stdout).not.toMatch(/^[+-]/m);
  });

  test.skipIf(!find('turnserver'))(
    named('is a configuration that coturn starts with, and it relays to nobody’s network', 'turnserver'),
    async () => {
      const text = root
        .read('etc/parley/turnserver.conf')
        .replace('listening-port=3478', 'listening-port=13478')
        .replace('tls-listening-port=5349', 'tls-listening-port=15349')
        .replaceAll('/var/lib/parley-turn', folder);
      expect(text).toContain('external-ip=198.51.100.7/127.0.0.1');
      expect(text).toMatch(/^denied-peer-ip=169\.254\.0\.0-169\.254\.255\.255$/m);
      expect(text).toMatch(/^allowed-peer-ip=198\.51\.100\.7$/m);
      expect(text).toMatch(/^no-cli$/m);
      const file = path.join(folder, 'turnserver.conf');
      writeFileSync(
        file,
        `${text}\nuserdb=${path.join(folder, 'turn.db')}\npidfile=${path.join(folder, 'turn.pid')}\n`,
      );
      const child = spawn(find('turnserver') ?? '', ['-c', file], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      try {
        await eventually(() => answers(13_478), 20_000);
      } finally {
        child.kill('SIGKILL');
      }
      expect(said).not.toMatch(/bad configuration|unknown argument|unrecognized/i);
    },
  );
});

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** Every file below a folder, with when it was written. */
function snapshot(of: string): string[] {
  return execFileSync('find', ['.', '-not', '-path', './opt/parley/releases/*', '-printf', '%p %y %l %m %T@\n'], {
    cwd: of,
    encoding: 'utf8',
  })
    .split('\n')
    .sort();
}
