import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { protocolVersion } from '../../sfu/contract/version.ts';
import { boxLinkVersion } from '../../worker/contract/box-link.ts';
import { parseDeployArguments } from './arguments.ts';
import { FakeCloud, fakeBox, fakeDrained, fakeWayBack, outputs } from './fake-cloud.ts';
import { deploy } from './run-deploy.ts';
import { readSettings } from './settings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const settings = readSettings('', 'HOSTS=example.org', {});
const toSet = { secrets: { OPERATOR_KEY: 'never-shown' }, made: [] };
const release = '0.1.0-abcdefabcdef';
let folder = '';
let tarball = '';
let cloud: FakeCloud;
let wayBack = fakeWayBack();
/** Versions of the Worker, as they were deployed. */
let deployed: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-release-'));
  tarball = path.join(folder, 'box.tar.gz');
  const manifest = { version: release, commit: 'abcdef', protocol: protocolVersion, boxLink: boxLinkVersion };
  writeFileSync(
    path.join(folder, 'manifest.json'),
    JSON.stringify({ ...manifest, architecture: 'x64', packages: [], files: {} }),
  );
  spawnSync('tar', ['-czf', tarball, '-C', folder, './manifest.json']);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  cloud = new FakeCloud();
  cloud.boxLink = boxLinkVersion;
  cloud.boxes = ['a-1', 'b-1'].map((id) => fakeBox(id, { protocol: protocolVersion }));
  wayBack = fakeWayBack();
  deployed = ['worker-1', 'worker-2'];
  const before = new Map(cloud.boxes.map(({ id }) => [id, '0.0.8']));
  cloud.onAsk = () => {
    const list = deployed.map((id) => ({ versions: [{ version_id: id, percentage: 100 }] }));
    return { code: 0, out: JSON.stringify(list), err: '' };
  };
  // What wrangler and a box's installation do.
  cloud.onRun = (line) => {
    if (line.includes('wrangler deploy')) deployed.push(`worker-${deployed.length + 1}`);
    deployed.push(...(/wrangler rollback (\S+)/.exec(line)?.slice(1) ?? []));
    const id = /^ssh root@(.*?)\./.exec(line)?.[1] ?? '';
    const box = cloud.boxes.find((each) => each.id === id);
    if (!box) return 0;
    const guard = /-ef \/opt\/parley\/releases\/(\S+) /.exec(line)?.[1] ?? box.software;
    if (line.includes('--rollback') && guard !== box.software) return 0;
    const to = line.includes('--rollback') ? before.get(id) : release;
    if (to !== box.software) before.set(id, box.software ?? '');
    Object.assign(box, { software: to, linked: true });
    return 0;
  };
});

const run = (args = '', { exists = true, drained = fakeDrained() } = {}) =>
  deploy(
    {
      ...{ root, outputs, settings, runner: cloud, drained, wayBack },
      options: parseDeployArguments(['--release', tarball, ...args.split(' ').filter(Boolean)]),
    },
    exists,
    toSet,
  );
/** Only the first words: what was done, not how. */
const done = () => cloud.done.map((line) => line.split(' ').slice(0, 4).join(' '));

test('the whole of it, in order, and then all boxes carry meetings again', async () => {
  const drained = fakeDrained();
  await run('', { drained });
  expect(done()).toEqual([
    'write wrangler.deploy.toml',
    'npx vite build',
    'npx wrangler d1 migrations',
    'npx wrangler deploy -c',
    '/api/boxes/a-1/drain {"draining":true}',
    `scp ${tarball} root@a-1.boxes.example.org:/opt/parley/arrived.tar.gz`,
    "ssh root@a-1.boxes.example.org since=$(date '+%F",
    '/api/boxes/a-1/drain {"draining":false}',
    '/api/boxes/b-1/drain {"draining":true}',
    `scp ${tarball} root@b-1.boxes.example.org:/opt/parley/arrived.tar.gz`,
    "ssh root@b-1.boxes.example.org since=$(date '+%F",
    '/api/boxes/b-1/drain {"draining":false}',
  ]);
  expect(cloud.done.find((line) => line.includes('wrangler deploy'))).toContain('--secrets-file secrets:OPERATOR_KEY');
  expect(drained.list()).toEqual([]);
  expect(cloud.said.join('\n')).not.toContain('never-shown');
});

test('boxes that lost their link with the deployment are waited for, so that they are drained', async () => {
  const install = cloud.onRun;
  cloud.onRun = (line) => {
    if (line.includes('wrangler deploy')) for (const box of cloud.boxes) Object.assign(box, { linked: false });
    return install(line);
  };
  cloud.onSleep = () => {
    for (const box of cloud.boxes) Object.assign(box, { linked: true });
  };
  await run();
  expect(cloud.done.filter((line) => line.includes('"draining":true'))).toHaveLength(2);
});

test('a box whose link drops while it is emptied is not stopped before it says that it is empty', async () => {
  const events: string[] = [];
  cloud.onPost = (line) => {
    const box = cloud.boxes[0];
    // The Worker knows of no rooms of a box that is not linked.
    if (line === '/api/boxes/a-1/drain {"draining":true}') Object.assign(box ?? {}, { linked: false, rooms: 0 });
  };
  const install = cloud.onRun;
  cloud.onRun = (line) => {
    if (line.startsWith('ssh root@a-1')) events.push('stopped');
    return install(line);
  };
  let waits = 0;
  cloud.onSleep = () => {
    waits += 1;
    events.push('waited');
    if (waits === 2) Object.assign(cloud.boxes[0] ?? {}, { linked: true });
  };
  await run();
  expect(events).toEqual(['waited', 'waited', 'stopped']);
});

test('a box that does not link again is named, and upgraded as it is', async () => {
  const install = cloud.onRun;
  cloud.onRun = (line) => {
    if (line.includes('wrangler deploy')) Object.assign(cloud.boxes[0] ?? {}, { linked: false });
    return install(line);
  };
  await run();
  expect(cloud.said).toContainEqual(expect.stringMatching(/^a-1 did not link again/));
  expect(cloud.done.filter((line) => line.includes('a-1/drain'))).toEqual([]);
  expect(cloud.boxes.map(({ software }) => software)).toEqual([release, release]);
});

test('the first one makes tokens for boxes to be', async () => {
  cloud.boxes = [];
  await run('', { exists: false });
  expect(JSON.parse(cloud.files.get('terraform/enrolment.auto.tfvars.json') ?? '')).toEqual({
    enrolment_tokens: { 'a-1': 'token-of-a-1', 'b-1': 'token-of-b-1' },
    enrolment_tokens_expire: '2030-01-31T12:00:00.000Z',
  });
  expect(cloud.said.at(-2)).toContain('terraform -chdir=terraform apply');
});

test('a second run does the Worker again and leaves the boxes alone', async () => {
  await run();
  cloud.done.length = 0;
  await run();
  expect(done()).toHaveLength(4);
});

test('--dry-run shows the commands and changes nothing', async () => {
  await run('--dry-run');
  expect(cloud.done).toEqual([]);
  const shown = cloud.said.join('\n');
  expect(shown).toContain('npx wrangler d1 migrations apply DB --remote -c wrangler.deploy.toml');
  expect(shown).toContain("--secrets-file 'FILE WITH OPERATOR_KEY'");
  expect(shown).toContain('/api/boxes/a-1/drain');
  expect(shown).toContain('Nothing was changed.');
  expect(shown).not.toContain('never-shown');
});

test('it stops at the first failure, says where, and goes on from there the next time', async () => {
  const drained = fakeDrained();
  const install = cloud.onRun;
  cloud.onRun = (line) => (line.startsWith('scp') ? 1 : 0);
  await expect(run('', { drained })).rejects.toThrow(
    /Stopped at step 3 of 10, "Bring a-1 to 0\.1\.0-abcdefabcdef": scp ended with exit code 1\.[\s\S]*run the same command again/,
  );
  expect(cloud.done.at(-1)).toMatch(/^scp/);
  expect(drained.list()).toEqual(['a-1']);

  cloud.onRun = install;
  await run('', { drained });
  expect(cloud.boxes.map(({ software, draining }) => [software, draining])).toEqual([
    [release, false],
    [release, false],
  ]);
  expect(drained.list()).toEqual([]);
});

test('a migration that fails stops it before the Worker', async () => {
  cloud.onRun = (line) => (line.includes('migrations') ? 1 : 0);
  await expect(run()).rejects.toThrow('Stopped at step 3 of 5');
  expect(done().some((line) => line.startsWith('npx wrangler deploy'))).toBe(false);
});

test('a box that comes back ill keeps the next one from being touched', async () => {
  const ill = { software: release, healthy: false, problems: ['clock-wrong'] };
  cloud.onRun = (line) => {
    if (line.startsWith('ssh')) Object.assign(cloud.boxes[0] ?? {}, ill);
    return 0;
  };
  await expect(run()).rejects.toThrow('a-1 is not back after 180 s: linked, clock-wrong, version 0.1.0-abcdefabcdef.');
  expect(cloud.done.some((line) => line.includes('b-1'))).toBe(false);

  // Nor does the next run, until it is well.
  await expect(run('', { drained: fakeDrained('a-1') })).rejects.toThrow('a-1 is not back');
  expect(cloud.done.some((line) => line.includes('b-1'))).toBe(false);
});

test('a Worker that the linked boxes do not understand is refused, unless they are upgraded in the same run', async () => {
  cloud.boxLink = boxLinkVersion - 1;
  await expect(run()).rejects.toThrow(/nobody can join a meeting[\s\S]*add --boxes/);
  await expect(run('--no-boxes')).rejects.toThrow('add --boxes');
  expect(cloud.done).toEqual([]);

  await run('--boxes');
  // Refused boxes cannot be drained.
  expect(cloud.done.some((line) => line.includes('drain'))).toBe(false);
  expect(cloud.boxes.map(({ software }) => software)).toEqual([release, release]);
});

test('so is a web client that they do not understand', async () => {
  for (const box of cloud.boxes) Object.assign(box, { protocol: protocolVersion - 1 });
  await expect(run()).rejects.toThrow('another version of the signaling');
  await run('--boxes');
  expect(cloud.done.filter((line) => line.includes('drain'))).toHaveLength(4);
});

const software = () => cloud.boxes.map((box) => box.software);

test('--rollback: the Worker of before, then the boxes of before; twice is forth again', async () => {
  await run();
  cloud.done.length = 0;
  await run('--rollback');
  expect(done().filter((line) => !line.includes('drain'))).toEqual([
    'write wrangler.deploy.toml',
    'npx wrangler rollback worker-2',
    "ssh root@a-1.boxes.example.org since=$(date '+%F",
    "ssh root@b-1.boxes.example.org since=$(date '+%F",
  ]);
  expect([deployed.at(-1), ...software()]).toEqual(['worker-2', '0.0.9', '0.0.9']);

  await run('--rollback');
  expect([deployed.at(-1), ...software()]).toEqual(['worker-3', release, release]);
});

test('--rollback that was stopped and is run again does not go forth', async () => {
  await run();
  const install = cloud.onRun;
  // The connection is lost when a-1 has gone back already, and before it tells so.
  cloud.onRun = (line) => {
    if (!line.startsWith('ssh root@a-1')) return install(line);
    install(line);
    Object.assign(cloud.boxes[0] ?? {}, { linked: true });
    return 255;
  };
  await expect(run('--rollback')).rejects.toThrow('run the same command again');
  expect(software()).toEqual(['0.0.9', release]);
  cloud.onRun = (line) => (line.startsWith('ssh root@b-1') ? 255 : install(line));
  await expect(run('--rollback')).rejects.toThrow('run the same command again');
  expect(software()).toEqual(['0.0.9', release]);
  cloud.onRun = install;
  await run('--rollback');
  expect([deployed.at(-1), ...software()]).toEqual(['worker-2', '0.0.9', '0.0.9']);
});

test('--rollback leaves boxes alone that the last deployment did not change', async () => {
  await run('--no-boxes');
  await run('--rollback');
  expect(cloud.done.filter((line) => line.startsWith('ssh'))).toEqual([]);
  expect(cloud.said).toContain('Note: a-1 stays as it is: the last deployment did not change it.');
  expect(deployed.at(-1)).toBe('worker-2');
});

test('--rollback goes back over a deployment that took two runs', async () => {
  const install = cloud.onRun;
  cloud.onRun = (line) => (line.startsWith('scp') && line.includes('b-1') ? 1 : install(line));
  await expect(run()).rejects.toThrow('Stopped');
  cloud.onRun = install;
  await run();
  await run('--rollback');
  expect([deployed.at(-1), ...software()]).toEqual(['worker-2', '0.0.9', '0.0.9']);
});

test('--rollback without a record of the deployment takes everything back', async () => {
  for (const box of cloud.boxes) Object.assign(box, { software: release });
  await run('--rollback');
  expect([deployed.at(-1), ...software()]).toEqual(['worker-1', '0.0.8', '0.0.8']);
});

test('--rollback is refused where there is no Worker of before', async () => {
  deployed = ['worker-1'];
  await expect(run('--rollback')).rejects.toThrow('nothing to go back to');
  expect(cloud.done).toEqual([]);
});

test('a key that the Worker does not take stops it before anything', async () => {
  cloud.status = 401;
  await expect(run()).rejects.toThrow('OPERATOR_KEY');
  expect(cloud.done).toEqual([]);
});

test('a Worker that never answers is named with what it answers', async () => {
  // Nor does the one of the same package, of another commit.
  for (const old of ['0.0.1', '0.1.0', '0.1.0-abcdefabcdef']) {
    cloud.version = old;
    await expect(run()).rejects.toThrow(
      new RegExp(`it answers status 200, version ${old} instead of version 0\\.1\\.0-[0-9a-f]{12}`),
    );
  }
});

test('a release of other versions than this Worker is refused', async () => {
  const other = path.join(folder, 'other.tar.gz');
  const manifest = { version: 'x', commit: 'x', protocol: 1, boxLink: 1, architecture: 'x64', packages: [], files: {} };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  spawnSync('tar', ['-czf', other, '-C', folder, './manifest.json']);
  await expect(run(`--release ${other}`)).rejects.toThrow(/speaks box link 1 and signaling 1, this Worker/);
  expect(cloud.done).toEqual([]);
});

test('what is no release is refused', async () => {
  tarball = path.join(folder, 'manifest.json');
  await expect(run()).rejects.toThrow('is not a release of a box');
  tarball = path.join(folder, 'box.tar.gz');
});

test.each([
  ['--boxes --no-boxes', 'Use either --boxes or --no-boxes.'],
  ['--fast', "Unknown option '--fast'. Use --help to see the options."],
])('%s is refused', (line, sentence) => {
  expect(() => parseDeployArguments(line.split(' '))).toThrow(sentence);
});
