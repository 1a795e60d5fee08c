import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoxUnderTest } from './support/box-under-test.ts';

const program = new URL('../src/doctor/main.ts', import.meta.url).pathname;
const open: (() => Promise<unknown> | unknown)[] = [];
let t: BoxUnderTest;
let env: Record<string, string>;
beforeEach(async () => {
  t = await BoxUnderTest.start();
  await t.linked();
  env = {
    PARLEY_WORKER_URL: t.worker.origin,
    BOX_ID: 'box-1',
    BOX_REGION: 'local',
    BOX_PORT: String(t.box.port),
    BOX_PUBLIC_URL: t.url,
    BOX_DATA_DIR: t.config.dataDir,
    MEDIA_LISTEN_ADDRESSES: '127.0.0.1',
    MEDIA_PORT: String(t.config.mediaPort),
    MEDIA_WORKERS: '1',
  };
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await t.stop();
});

interface Seen {
  code: number;
  /** What is wrong, by what was looked at. */
  bad: Record<string, string>;
  fine: string[];
}

/** The doctor as an operator calls it: its own process. */
async function ask(more: Record<string, string> = {}, args: string[] = []): Promise<Seen> {
  const { code, out } = await run({ ...env, ...more }, ['--json', ...args]);
  const { findings } = JSON.parse(out) as { findings: { check: string; ok: boolean; says: string; todo: string }[] };
  const bad = findings.filter(({ ok }) => !ok).map(({ check, says, todo }) => [check, `${says}: ${todo}`]);
  return { code, bad: Object.fromEntries(bad), fine: findings.filter(({ ok }) => ok).map(({ check }) => check) };
}

async function run(
  settings: Record<string, string>,
  args: string[],
): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '' } = process.env;
  return await new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: { PATH, ...settings } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** Answers STUN over UDP and TCP; a little TURN server as far as the doctor asks. */
async function startStun(): Promise<{ udp: number; tcp: number }> {
  const answerTo = (request: Buffer) => {
    const answer = Buffer.from(request.subarray(0, 20));
    answer.writeUInt16BE(0x0101, 0);
    return answer;
  };
  const udp = createSocket('udp4');
  udp.on('message', (request, { port, address }) => udp.send(answerTo(request), port, address));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcp = createTcp((socket) =>
    socket.on('error', () => {}).on('data', (request) => socket.write(answerTo(request))),
  );
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  open.push(
    () => udp.close(),
    () => tcp.close(),
  );
  return { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port };
}

/** TLS before the box, with a certificate for localhost that ends in so many days. */
async function startTls(daysLeft: number): Promise<{ url: string; ca: string }> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - 60 * 86_400_000),
    notAfterDate: new Date(Date.now() + daysLeft * 86_400_000 + 60_000),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const server = createHttps({ key: made.private, cert: made.cert }, (request, response) => {
    void fetch(`${t.url}${request.url}`).then(async (answer) => response.end(await answer.text()));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const dir = await mkdtemp(join(tmpdir(), 'parley-doctor-'));
  const ca = join(dir, 'ca.crt');
  await writeFile(ca, made.cert);
  open.push(
    () => rm(dir, { recursive: true }),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, ca };
}

test('a box that is well: nothing but ok, and exit code 0', async () => {
  const stun = await startStun();
  const TURN_URLS = `turn:127.0.0.1:${stun.udp},turn:127.0.0.1:${stun.tcp}?transport=tcp`;
  const { code, out } = await run({ ...env, TURN_URLS }, []);
  expect([code, out.split('\n').filter((line) => !line.startsWith('ok  '))]).toEqual([0, ['']]);
  for (const check of [
    'DNS',
    'Box at',
    'Media at',
    'Worker',
    'Version',
    'Clock',
    'Signing keys',
    'TURN',
    'Disk',
    'Memory',
    'Box link',
  ])
    expect(out).toContain(`ok  ${check}`);
});

test('what is wrong with the outside is named, each with what to do', async () => {
  const closed = await startStun();
  for (const close of open.splice(0)) await close();
  t.worker.clockAheadMs = 60_000;
  t.worker.version = '9.9.9';
  const { code, bad, fine } = await ask({
    TURN_URLS: `turn:127.0.0.1:${closed.udp},turn:127.0.0.1:${closed.tcp}?transport=tcp`,
    MEDIA_PORT: String(t.config.mediaPort + 1),
    BOX_PUBLIC_URL: 'http://no-such-host.invalid',
    REDIS_URL: `redis://:hush@127.0.0.1:${closed.tcp}`,
  });
  expect(code).toBe(1);
  // The box may have seen it as well by now.
  delete bad.Box;
  expect(Object.keys(bad).sort()).toEqual(
    [
      'Box at http://no-such-host.invalid',
      'Clock',
      'DNS of no-such-host.invalid',
      `Media at 127.0.0.1 port ${t.config.mediaPort + 1}`,
      `TURN at turn:127.0.0.1:${closed.tcp}?transport=tcp`,
      `TURN at turn:127.0.0.1:${closed.udp}`,
      `Redis at 127.0.0.1:${closed.tcp}`,
    ].sort(),
  );
  expect(JSON.stringify(bad)).not.toContain('hush');
  expect(bad.Clock).toMatch(/behind the Worker’s: turn on time/);
  // Another release that understands this one is no fault.
  expect(fine).toContain('Version');
}, 30_000);

test('a certificate that browsers trust, one that they do not, and one that ends', async () => {
  const good = await startTls(60);
  const trusted = await ask({ BOX_PUBLIC_URL: good.url, NODE_EXTRA_CA_CERTS: good.ca });
  expect([trusted.code, trusted.bad]).toEqual([0, {}]);
  expect(trusted.fine).toContain('TLS of localhost');
  const strange = await ask({ BOX_PUBLIC_URL: good.url });
  expect(strange.bad['TLS of localhost']).toMatch(/do not trust it/);
  const ending = await startTls(5);
  const soon = await ask({ BOX_PUBLIC_URL: ending.url, NODE_EXTRA_CA_CERTS: ending.ca });
  expect(soon.bad).toEqual({ 'TLS of localhost': expect.stringContaining('ends in 5 days') });
}, 30_000);

test('a box that is refused, and one that does not run', async () => {
  t.worker.refusesLink = { at: 'hello', code: 'version-incompatible' };
  t.worker.dropLink();
  await expect.poll(() => t.box.counts().linkRefusal?.code).toBe('version-incompatible');
  expect((await ask()).bad).toEqual({
    'Box link': 'refused (version-incompatible): bring the box and the Worker to the same release',
  });
  await t.box.close();
  const { bad } = await ask();
  expect(bad['Box link']).toMatch(/does not run .* start it/);
}, 30_000);

test('a configuration that does not hold is one line that names the variable', async () => {
  const { code, bad } = await ask({ REDIS_URL: 'http://localhost' });
  expect([code, Object.keys(bad)]).toEqual([1, ['Configuration']]);
  expect(bad.Configuration).toMatch(/^REDIS_URL is not valid/);
  expect(await run(env, ['--what'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
});

test('a service, from anywhere: the Worker, and with the operator’s key its boxes', async () => {
  const hello = t.worker.hellos[0];
  const box = {
    id: 'box-1',
    url: t.url,
    region: 'local',
    linked: true,
    healthy: false,
    problems: ['address-unreachable'],
    draining: false,
    software: '1',
    ...hello?.load,
    capacity: 50,
    capacityMbps: null,
    protocol: hello?.protocol,
    lastSeenAtMs: 1,
  };
  const nothing = { count: 0, p50: null, p95: null };
  const way = { calls: 0, hours: 0, rttMs: nothing, lossPercent: nothing, switchGapMs: nothing };
  t.worker.overview = {
    version: '1',
    boxes: [box],
    refusedBoxes: [{ boxId: 'box-9', code: 'key-wrong', detail: 'another key', times: 2, lastAtMs: Date.now() }],
    days: 7,
    refusals: [],
    joinMs: nothing,
    quality: { p2p: way, sfu: way },
    recoveries: [],
    ratings: { count: 0, stars: null },
  };
  expect(await ask({}, [t.worker.origin])).toMatchObject({ code: 0, bad: {} });
  const { bad } = await ask({ OPERATOR_KEY: 'operator-key-of-the-test' }, [t.worker.origin]);
  expect(Object.keys(bad)).toEqual(['Box box-1', 'Box box-9']);
  expect(bad['Box box-1']).toMatch(/MEDIA_PORT/);
  const strange = await ask({ OPERATOR_KEY: 'another' }, [t.worker.origin]);
  expect(strange.bad).toEqual({ Boxes: expect.stringContaining('OPERATOR_KEY') });
}, 30_000);
