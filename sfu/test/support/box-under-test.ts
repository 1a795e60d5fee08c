import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JoinTokenClaims } from '@parley/worker/contract/join-token.ts';
import { grant } from '@parley/worker/contract/roles.ts';
import { expect } from 'vitest';
import { protocolVersion } from '../../contract/version.ts';
import { type Box, type BoxLimits, startBox } from '../../src/box.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Log, LogEvent } from '../../src/log.ts';
import { countMedia } from '../../src/media/media-counts.ts';
import { defaultRoomTimes, type RoomTimes } from '../../src/room/room-options.ts';
import { FakeWorker } from './fake-worker.ts';
import { type Entering, type Expectation, TestClient } from './test-client.ts';
import { until } from './until.ts';

/** Letters of a random meeting id. */
const letters = 'abcdefghjkmnpqrstuvwxyz';
const some = (length: number) =>
  Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
export const newMeetingId = () => `${some(3)}-${some(4)}-${some(3)}`;
export const newId = () => randomUUID().replaceAll('-', '');

/** Ports differ between test files that run side by side, and most likely between runs. */
const portBase = 20_000 + Number(process.env.VITEST_POOL_ID ?? 0) * 2_000 + Math.floor(Math.random() * 800) * 2;
let portsUsed = 0;

export interface BoxOptions {
  env?: Record<string, string>;
  limits?: Partial<Omit<BoxLimits, 'times'>> & { times?: Partial<RoomTimes> };
  worker?: FakeWorker;
  dataDir?: string;
}

/** A box in this process, a Worker to go with it, and a log to look at. */
export class BoxUnderTest {
  readonly lines: { event: LogEvent; fields: Record<string, unknown> }[] = [];
  readonly clients: TestClient[] = [];
  readonly log: Log = (event, fields) => void this.lines.push({ event, fields });
  readonly worker: FakeWorker;
  readonly config: Config;
  readonly meetingId = newMeetingId();
  box!: Box;

  private constructor(worker: FakeWorker, config: Config) {
    this.worker = worker;
    this.config = config;
  }

  static async start(options: BoxOptions = {}): Promise<BoxUnderTest> {
    const worker = options.worker ?? (await FakeWorker.start());
    const dataDir = options.dataDir ? { BOX_DATA_DIR: options.dataDir } : {};
    const config = readConfig({ ...(await BoxUnderTest.settings(worker)), ...dataDir, ...options.env });
    const test = new BoxUnderTest(worker, config);
    const { limits } = options;
    test.box = await startBox(config, test.log, {
      ...limits,
      times: { ...defaultRoomTimes, emptyGraceMs: 50, ...limits?.times },
    });
    test.box.enrolled.catch(() => {});
    return test;
  }

  /** Environment of a box that belongs to this Worker, with ports and a directory of its own. */
  static async settings(worker: FakeWorker): Promise<Record<string, string>> {
    portsUsed += 2;
    const workerBin = process.env.MEDIASOUP_WORKER_BIN;
    return {
      PARLEY_WORKER_URL: worker.origin,
      BOX_ID: 'box-1',
      BOX_REGION: 'local',
      BOX_PORT: '0',
      BOX_PUBLIC_URL: 'http://127.0.0.1:4400',
      BOX_DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-box-')),
      BOX_ENROLMENT_TOKEN: 'enrolment-token-of-the-test',
      MEDIA_LISTEN_ADDRESSES: '127.0.0.1',
      MEDIA_PORT: String(portBase + portsUsed),
      MEDIA_WORKERS: '1',
      ...(workerBin ? { MEDIASOUP_WORKER_BIN: workerBin } : {}),
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.box.port}`;
  }

  async linked(): Promise<void> {
    await until(() => this.box.counts().linked);
  }

  /** Claims of a good token. */
  static claimsFor(issuer: string, room: string): Record<Exclude<keyof JoinTokenClaims, 'until'>, unknown> {
    const nowSeconds = Math.floor(Date.now() / 1000);
    return {
      iss: issuer,
      aud: 'box-1',
      sub: newId(),
      room,
      placement: 1,
      name: 'Someone',
      role: 'guest',
      media: 'sfu',
      grants: grant.options,
      rights: 0,
      jti: newId(),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + 60,
    };
  }

  /** Claims of a good token for this box, or not so good ones. */
  claims(overrides: Partial<Record<keyof JoinTokenClaims, unknown>> = {}): Record<string, unknown> {
    return { ...BoxUnderTest.claimsFor(this.worker.origin, this.meetingId), ...overrides };
  }

  token(overrides: Partial<Record<keyof JoinTokenClaims, unknown>> = {}): Promise<string> {
    return this.worker.sign(this.claims(overrides));
  }

  client(): TestClient {
    const client = new TestClient(this.url, this.worker.origin);
    this.clients.push(client);
    return client;
  }

  /** Connected with a token of these claims. */
  async connect(overrides: Partial<Record<keyof JoinTokenClaims, unknown>> = {}): Promise<TestClient> {
    const client = this.client();
    await client.connect({
      type: 'join',
      protocol: protocolVersion,
      token: await this.token(overrides),
      clientNonce: newId(),
    });
    return client;
  }

  /** Connected and joined. */
  async join(
    overrides: Partial<Record<keyof JoinTokenClaims, unknown>> = {},
    entering: Entering = {},
  ): Promise<TestClient> {
    const client = await this.connect(overrides);
    await client.join(entering);
    return client;
  }

  /** The code with which a token of these claims is refused. */
  async refusal(overrides: Partial<Record<keyof JoinTokenClaims, unknown>>): Promise<string> {
    return await this.refusalOf(await this.token(overrides));
  }

  async refusalOf(token: string, clientNonce = newId()): Promise<string> {
    return await this.client().refused({ type: 'join', protocol: protocolVersion, token, clientNonce });
  }

  /** Everybody gone and nothing left behind. */
  async expectNothingLeft(): Promise<void> {
    for (const client of this.clients) await client.leave();
    const wanted: Expectation = {
      rooms: 0,
      peers: 0,
      sockets: 0,
      routers: 0,
      transports: 0,
      producers: 0,
      consumers: 0,
      pausedConsumers: 0,
      probes: 0,
      timers: 0,
    };
    const actual = () => ({ ...this.box.counts(), ...countMedia() }) as unknown as Expectation;
    const isThere = () =>
      Object.entries(wanted).every(([name, value]) => actual()[name as keyof Expectation] === value);
    await until(isThere).catch(() => expect(actual()).toMatchObject(wanted));
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.box.close();
    await this.worker.stop();
    await rm(this.config.dataDir, { recursive: true, force: true });
  }
}
