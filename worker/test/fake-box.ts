import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { expect } from 'vitest';
import {
  type BoxLoad,
  type BoxProblem,
  boxLinkTokenType,
  boxLinkVersion,
  boxPingIntervalMs,
  type FromBox,
  type RoomEnd,
  type RoomEvent,
  type ToBox,
  toBox,
} from '../contract/box-link.ts';
import { call, env, eventually, origin, send } from './harness.ts';

export type Keys = Awaited<ReturnType<typeof makeKeys>>;

export async function makeKeys() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { x = '' } = await exportJWK(publicKey);
  return { privateKey, publicKey: { kty: 'OKP' as const, crv: 'Ed25519' as const, x } };
}

let tokens = 0;
let boxes = 0;

/** A link token; `change` spoils it for tests of refusals. */
export async function linkToken(
  id: string,
  keys: Keys,
  change: { payload?: JWTPayload; typ?: string; without?: string } = {},
) {
  tokens++;
  const now = Math.floor(Date.now() / 1000);
  const payload: JWTPayload = {
    iss: id,
    sub: id,
    aud: origin,
    jti: `jti-${String(tokens).padStart(8, '0')}`,
    iat: now,
    exp: now + 60,
    ...change.payload,
  };
  if (change.without) delete payload[change.without];
  const header = { alg: 'EdDSA', typ: change.typ ?? boxLinkTokenType };
  return new SignJWT(payload).setProtectedHeader(header).sign(keys.privateKey);
}

export function openLink(token: string | null, address?: string): Promise<Response> {
  const headers = new Headers({ upgrade: 'websocket' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (address !== undefined) headers.set('cf-connecting-ip', address);
  return send('/api/boxes/link', { headers });
}

/** A box's load; what is not given is nothing. */
export function loadOf(load: Partial<BoxLoad> = {}): BoxLoad {
  const none = { participants: 0, rooms: 0, roomsInP2p: 0, roomsBySize: [0, 0, 0, 0, 0, 0] };
  return { ...none, cpu: 0, consumers: 0, sendMbps: 0, ...load };
}

type Hello = Extract<FromBox, { type: 'hello' }>;

/** A box as far as the Worker can tell: enrolled with its own key, speaking the box link. */
export class FakeBox {
  readonly id: string;
  readonly url: string;
  readonly region: string;
  keys: Keys;
  socket: WebSocket | null = null;
  received: ToBox[] = [];
  closed: { code: number; reason: string } | null = null;
  /** Acks commands as they come; off for tests of resending. */
  acks = true;
  #seq = 0;

  constructor(id: string, keys: Keys, region: string) {
    this.id = id;
    this.keys = keys;
    this.region = region;
    this.url = `https://${id}.parley.test`;
  }

  static async enrol(id: string, region = 'local'): Promise<FakeBox> {
    const box = new FakeBox(id, await makeKeys(), region);
    const body = { boxId: id, url: box.url, region };
    const { token } = await call('createEnrolmentToken', { operator: true, body });
    boxes++;
    // Each from an address of its own: tests enrol more of them in a minute than one address may.
    const address = `198.51.100.${boxes % 250}`;
    await call('enrolBox', { address, body: { token, boxId: id, publicKey: box.keys.publicKey } });
    return box;
  }

  /** Enrols and links. */
  static async start(id: string, region = 'local', hello: Partial<Hello> = {}): Promise<FakeBox> {
    const box = await FakeBox.enrol(id, region);
    await box.link(hello);
    return box;
  }

  /** The only box that there is: whatever others there were are forgotten. */
  static async alone(id: string): Promise<FakeBox> {
    const { boxes } = await call('listBoxes', { operator: true });
    for (const box of boxes) await call('forgetBox', { operator: true, params: { id: box.id } });
    return FakeBox.start(id);
  }

  async open(): Promise<void> {
    const response = await openLink(await linkToken(this.id, this.keys));
    const socket = response.webSocket;
    if (!socket) throw new Error(`No link: ${response.status} ${await response.text()}`);
    this.closed = null;
    this.received = [];
    socket.addEventListener('message', ({ data }) => {
      if (data === 'pong') return;
      const message = toBox.parse(JSON.parse(String(data)));
      this.received.push(message);
      if (message.type === 'command' && this.acks) this.send({ type: 'ack', commandId: message.id, ok: true });
    });
    const pinging = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('ping');
    }, boxPingIntervalMs);
    socket.addEventListener('close', ({ code, reason }) => {
      clearInterval(pinging);
      if (this.socket === socket) this.closed = { code, reason };
    });
    socket.accept();
    this.socket = socket;
  }

  hello(change: Partial<Hello> = {}): void {
    this.send({
      type: 'hello',
      version: boxLinkVersion,
      software: 'fake',
      boxId: this.id,
      region: this.region,
      protocol: 1,
      capacity: 100,
      capacityMbps: null,
      media: [{ address: '127.0.0.1', port: 44_400 }],
      atMs: Date.now(),
      load: loadOf(),
      problems: [],
      draining: false,
      rooms: [],
      ...change,
    });
  }

  /** Tells its load, and waits until the Worker has taken it. */
  async load(load: Partial<BoxLoad>, problems: BoxProblem[] = []): Promise<void> {
    this.send({ type: 'load', load: loadOf(load), problems });
    await this.events();
  }

  async link(hello: Partial<Hello> = {}): Promise<void> {
    await this.open();
    this.hello(hello);
    await this.until((message) => message.type === 'welcome');
  }

  send(message: FromBox | unknown): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** Tells what happened in rooms and waits until the Worker has taken it. */
  async events(...events: RoomEvent[]): Promise<void> {
    const seq = ++this.#seq;
    this.send({ type: 'events', seq, events });
    await this.until((message) => message.type === 'events-ack' && message.seq === seq);
  }

  async joined(meetingId: string, placement: number, ...participantIds: string[]): Promise<void> {
    const atMs = Date.now();
    await this.events(
      ...participantIds.map((participantId) => ({
        type: 'participant-joined' as const,
        meetingId,
        placement,
        participantId,
        atMs,
      })),
    );
  }

  async left(meetingId: string, placement: number, ...participantIds: string[]): Promise<void> {
    const atMs = Date.now();
    await this.events(
      ...participantIds.map((participantId) => ({
        type: 'participant-left' as const,
        meetingId,
        placement,
        participantId,
        atMs,
        reason: 'left' as const,
      })),
    );
  }

  /** Goes away without a word; the Worker has noticed when this is over. */
  async unlink(): Promise<void> {
    this.socket?.close(1000, 'lost');
    await eventually(async () => expect(await fleetStub().reachable(this.id)).toBe(false));
  }

  /** What the placement was told of the one before. */
  restored(meetingId: string, placement: number) {
    const parts = this.commands().flatMap(({ command }) =>
      command.name === 'restore-room' && command.meetingId === meetingId && command.placement === placement
        ? [command]
        : [],
    );
    return {
      expected: parts.flatMap((part) => part.expected),
      chat: parts.flatMap((part) => part.chat),
      polls: parts.flatMap((part) => part.polls),
      votes: parts.flatMap((part) => part.votes),
      spotlight: parts.at(-1)?.spotlight ?? null,
    };
  }

  async roomClosed(meetingId: string, placement: number, reason: RoomEnd = 'empty'): Promise<void> {
    await this.events({ type: 'room-closed', meetingId, placement, atMs: Date.now(), reason });
  }

  commands() {
    return this.received.flatMap((message) => (message.type === 'command' ? [message] : []));
  }

  async until(matches: (message: ToBox) => boolean): Promise<ToBox>;
  async until(matches: (message: ToBox) => boolean): Promise<ToBox> {
    for (let waited = 0; waited < 12_000; waited += 5) {
      const found = this.received.find(matches);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`${this.id} received only ${JSON.stringify(this.received)}, closed ${JSON.stringify(this.closed)}`);
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    for (let waited = 0; waited < 12_000; waited += 5) {
      if (this.closed) return this.closed;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`${this.id} is still linked`);
  }
}

/** The fleet object, for looking inside. */
export function fleetStub() {
  return env.FLEET.get(env.FLEET.idFromName('fleet'));
}
