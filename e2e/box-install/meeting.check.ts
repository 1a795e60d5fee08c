import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Boxes } from '../boxes.ts';
import { eventually } from '../eventually.ts';
import { type HostApi, signInHost } from '../host-api.ts';
import { noticeable } from '../people/noticeable.ts';
import { Person } from '../people/person.ts';
import { picturesOnFailure } from '../people/pictures-on-failure.ts';
import { basePorts, startParley } from '../start-parley.ts';
import { InstalledRoot, packageMissing, RunningBox } from './installed-box.ts';
import { type Allowed, Network, type NetworkHost, networkImpossible, thisMachine } from './network.ts';
import { anotherVersion } from './the-release.ts';

// A box that the install script made out of a release, on a host of its own with its HAProxy, Caddy and coturn, beside a local Worker and
// a plain box of `npm start`: people meet through it over TLS, also where nothing but its port 443 answers, and it is upgraded under them.

const impossible =
  networkImpossible() ??
  packageMissing('haproxy', 'caddy', 'coturn') ??
  (existsSync(path.join(inject('release').unpacked, 'bin/caddy')) ? null : 'no Caddy takes the PROXY protocol');
const portOffset = 200;
const boxName = 'box-1.parley.test';
const turnName = 'turn-1.parley.test';
const turnSecret = '0d9af03b7a4f4d2e9f1aa7c3b5d6e8f0';
const id = 'installed-1';
const mediaPorts = Array.from({ length: availableParallelism() }, (_, index) => 44_400 + index);

describe.skipIf(impossible !== null)(impossible ? `An installed box (${impossible})` : 'An installed box', () => {
  const dist = mkdtempSync(path.join(tmpdir(), 'parley-dist-'));
  const root = new InstalledRoot();
  const { unpacked } = inject('release');
  let network: Network;
  let parley: Awaited<ReturnType<typeof startParley>>;
  let boxes: Boxes;
  let host: HostApi;
  let box: RunningBox;
  let settings: Record<string, string>;
  const homes: NetworkHost[] = [];
  let people: [Person, Person] | undefined;

  beforeAll(async () => {
    network = new Network();
    const boxHost = network.addHost();
    homes.push(network.addHost(), network.addHost());
    parley = await startParley({
      portOffset,
      env: {
        TURN_URLS: `turns:${turnName}:443?transport=tcp`,
        TURN_SECRET: turnSecret,
        PARLEY_MEDIA_ADDRESSES: thisMachine,
      },
    });
    for (const port of [basePorts.worker, basePorts.box]) await network.expose(port + portOffset);
    boxes = new Boxes(parley.system);
    host = await signInHost(parley.origin, 'installed@example.org');
    const reply = await boxes.call('POST', '/api/boxes/enrolment-tokens', {
      boxId: id,
      url: `https://${boxName}`,
      region: 'local',
    });
    const { token } = (await reply.json()) as { token: string };
    settings = {
      ...{ PARLEY_WORKER_URL: parley.origin, BOX_ID: id, BOX_REGION: 'local', BOX_PUBLIC_URL: `https://${boxName}` },
      ...{ BOX_ENROLMENT_TOKEN: token, TURN_HOST: turnName, TURN_SECRET: turnSecret, TLS_ISSUER: 'internal' },
      MEDIA_LISTEN_ADDRESSES: boxHost.address,
    };
    root.installFrom(unpacked, settings);
    box = new RunningBox(root, boxHost);
  });

  picturesOnFailure(() => people ?? []);

  afterAll(async () => {
    await Promise.all((people ?? []).map((person) => person.go()));
    await box?.stopAll();
    await parley?.stop();
    network?.remove();
    root.remove();
    rmSync(dist, { recursive: true, force: true });
  });

  /** Only the installed box takes new meetings, or both do. */
  async function drainPlain(draining: boolean): Promise<void> {
    expect((await boxes.call('POST', '/api/boxes/box-1/drain', { draining })).status).toBe(200);
  }

  const web = (): Allowed[] => [
    {
      address: thisMachine,
      protocol: 'tcp',
      ports: [basePorts.worker, basePorts.box].map((port) => port + portOffset),
    },
    { address: box.host.address, protocol: 'tcp', ports: [443] },
  ];

  /** Two people with firewalls that let this through, in a new meeting on the installed box, seeing and hearing each other. */
  async function meet(allowed: readonly Allowed[]): Promise<{ meetingId: string; ada: Person; ben: Person }> {
    await Promise.all((people ?? []).map((person) => person.go()));
    for (const home of homes) home.allow(allowed);
    const names = `MAP localhost ${thisMachine},MAP ${boxName} ${box.host.address},MAP ${turnName} ${box.host.address}`;
    const args = [`--host-resolver-rules=${names}`, '--ignore-certificate-errors'];
    const arrive = (name: string, code: number, home: NetworkHost | undefined) =>
      Person.arrive({
        ...{ name, code, args, watchful: true },
        executable: home?.wrap(process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium') ?? '',
      });
    const [ada, ben] = await Promise.all([arrive('Ada', 37, homes[0]), arrive('Ben', 170, homes[1])]);
    people = [ada, ben];
    const meetingId = await host.createMeeting('Through an installed box', { media: 'sfu' });
    for (const person of people) await person.join(`${parley.origin}/m/${meetingId}`);
    await eachSeesAndHears();
    expect(await boxes.serving(meetingId)).toBe(id);
    return { meetingId, ada, ben };
  }

  async function eachSeesAndHears(): Promise<void> {
    const [ada, ben] = people as [Person, Person];
    for (const [viewer, sender] of [
      [ada, ben],
      [ben, ada],
    ] as const) {
      await viewer.sees(sender, 40_000);
      await viewer.hears(sender, 40_000);
    }
  }

  test('its HAProxy and Caddy tell the box who a client is, and believe no client about it', async () => {
    const echo = 'require("http").createServer((q,s)=>s.end(JSON.stringify(q.headers))).listen(4400,"127.0.0.1")';
    const [file = '', ...rest] = [...box.host.command, process.execPath, '-e', echo];
    const instead = spawn(file, rest, { stdio: 'ignore' });
    try {
      box.start('caddy');
      box.start('haproxy');
      const ask = `require("https").get({host:"${box.host.address}",servername:"${boxName}",rejectUnauthorized:false,
        headers:{host:"${boxName}","x-forwarded-for":"1.2.3.4"}},r=>r.pipe(process.stdout)).on("error",e=>{console.error(e.message);process.exit(1)})`;
      const headers = await eventually(
        async () => JSON.parse(await output([...(homes[0]?.command ?? []), process.execPath, '-e', ask])),
        30_000,
      );
      expect(headers['x-forwarded-for']).toBe(homes[0]?.address);
      expect(headers['x-forwarded-proto']).toBe('https');
    } finally {
      instead.kill();
    }
  });

  test('coturn gets the certificate that Caddy got for its name, and reads a renewed one while it runs', async () => {
    const said = await eventually(async () => {
      const text = box.copyCertificates(turnName);
      expect(text).toContain('is in place');
      return text;
    }, 30_000);
    expect(said).toContain('first= yes');
    expect(box.copyCertificates(turnName)).toBe('');
    box.start('coturn');
    const certificate = `const s=require("tls").connect({host:"${box.host.address}",port:443,servername:"${turnName}",rejectUnauthorized:false},
      ()=>{console.log(s.getPeerCertificate().subjectaltname,s.getPeerCertificate().fingerprint256);s.destroy()}).on("error",e=>{console.error(e.message);process.exit(1)})`;
    const seen = () => output([...(homes[0]?.command ?? []), process.execPath, '-e', certificate]);
    const first = await eventually(seen, 30_000);
    expect(first).toContain(turnName);
    // Caddy loses it, and makes another one when it starts anew.
    await box.stop('caddy');
    rmSync(path.join(root.folder, 'var/lib/caddy/.local/share/caddy/certificates/local', turnName), {
      recursive: true,
    });
    box.start('caddy');
    await eventually(async () => expect(box.copyCertificates(turnName)).toContain('first= no'), 30_000);
    process.kill(box.pid('coturn'), 'SIGUSR2');
    await eventually(async () => expect(await seen()).not.toBe(first), 20_000);
  });

  test('people meet through it over TLS, with media straight to its port', async () => {
    box.start('parley-box');
    await boxes.linked(2);
    await drainPlain(true);
    await meet([...web(), { address: box.host.address, protocol: 'udp', ports: mediaPorts }]);
  }, 180_000);

  test('people meet where nothing of it but port 443 answers, through its TURN over TLS', async () => {
    await meet(web());
  }, 180_000);

  test('it is upgraded under a meeting: the meeting moves to the other box, and nobody notices', async () => {
    const plainMedia = mediaPorts.map((_, index) => basePorts.media + portOffset + index);
    const { meetingId, ada, ben } = await meet([
      ...web(),
      { address: box.host.address, protocol: 'udp', ports: mediaPorts },
      { address: thisMachine, protocol: 'udp', ports: plainMedia },
    ]);
    await drainPlain(false);
    const before = box.runInside('/opt/parley/current/bin/parley', 'version').trim();
    const next = anotherVersion(unpacked, path.join(dist, 'next'));
    const pairs = [
      [ada, ben],
      [ben, ada],
    ] as const;
    const from = await Promise.all(pairs.map(([viewer]) => viewer.witness.nowMs()));

    root.installFrom(next.folder, settings);
    const stoppedMs = await box.stop('parley-box');
    box.start('parley-box');
    await boxes.linked(2);
    expect(await boxes.serving(meetingId)).toBe('box-1');
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    const worst = { videoMs: 0, audioMs: 0 };
    for (const [index, [viewer, sender]] of pairs.entries()) {
      const gaps = await viewer.witness.gaps(sender, from[index] as number, await viewer.witness.nowMs());
      console.log(
        `Upgrade under a meeting: ${sender.name} at ${viewer.name}'s was without a new picture for ${Math.round(gaps.videoMs)} ms, ` +
          `without sound for ${Math.round(gaps.audioMs)} ms at the longest; the box drained for ${(stoppedMs / 1000).toFixed(1)} s.`,
      );
      worst.videoMs = Math.max(worst.videoMs, gaps.videoMs);
      worst.audioMs = Math.max(worst.audioMs, gaps.audioMs);
    }
    expect(worst.videoMs).toBeLessThan(noticeable.videoMs);
    expect(worst.audioMs).toBeLessThan(noticeable.audioMs);
    await eachSeesAndHears();
    const after = box.runInside('/opt/parley/current/bin/parley', 'version').trim();
    expect([before === after, after]).toEqual([false, next.version]);

    root.rollBack();
    expect(box.runInside('/opt/parley/current/bin/parley', 'version').trim()).toBe(before);
  }, 240_000);
});

/** What a command printed. @throws with what it complained about */
async function output([file = '', ...args]: readonly string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(complaint || `${file} ended with ${code}`);
  return text;
}
