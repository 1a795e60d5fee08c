import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type BoxCommand,
  boxLinkVersion,
  type FromBox,
  fromBox,
  type ToBox,
} from '@parley/worker/contract/box-link.ts';
import { apiVersion, apiVersionHeader } from '@parley/worker/contract/version.ts';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import { softwareVersion } from '../../src/config.ts';
import { until } from './until.ts';

type Welcome = ToBox & { type: 'welcome' };

/** The Worker at the seam: publishes keys, enrols, and holds the fleet's end of the box link. */
export class FakeWorker {
  readonly received: FromBox[] = [];
  readonly acked: string[] = [];
  readonly enrolments: unknown[] = [];
  /** Requests for the key set. */
  keyFetches = 0;
  /** Rooms of the next welcome: those of the hello, unless a test says otherwise. */
  welcomeRooms: (hello: FromBox & { type: 'hello' }) => Welcome['rooms'] = ({ rooms }) =>
    rooms.map(({ meetingId, placement }) => ({ meetingId, placement, locked: false, bans: [] }));
  /** Whether events are acked. */
  acksEvents = true;
  /** Refuses link upgrades with 401. */
  knowsBox = true;
  /** Refuses links with this code: at the upgrade, or after the hello. Null: it does not. */
  refusesLink: { at: 'upgrade' | 'hello'; code: string } | null = null;
  /** Of its software. */
  version = softwareVersion;
  /** What an operator sees. */
  overview: unknown = null;
  /** By how much its clock is ahead, as its answers say. */
  clockAheadMs = 0;
  enrolStatus = 200;
  keysStatus = 200;
  pings = 0;
  origin = '';
  linkSocket: WebSocket | null = null;
  private keys: { kid: string; privateKey: CryptoKey; publicJwk: JWK }[] = [];
  private readonly http = createServer((request, response) => void this.answer(request, response));
  private readonly links = new WebSocketServer({ noServer: true });

  static async start(port = 0): Promise<FakeWorker> {
    const worker = new FakeWorker();
    await worker.addKey();
    worker.http.on('upgrade', (request, socket, head) => {
      if (!worker.knowsBox) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      if (worker.refusesLink?.at === 'upgrade') {
        const body = JSON.stringify({ error: { code: worker.refusesLink.code, message: 'No.' } });
        socket.end(`HTTP/1.1 401 Unauthorized\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
        return;
      }
      worker.links.handleUpgrade(request, socket, head, (link) => worker.serveLink(link));
    });
    await worker.listen(port);
    return worker;
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(port, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** Publishes another key and signs with it from now on. */
  async addKey(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const publicJwk = await exportJWK(publicKey);
    this.keys.push({ kid: await calculateJwkThumbprint(publicJwk), privateKey, publicJwk });
  }

  get key(): { kid: string; privateKey: CryptoKey; publicJwk: JWK } {
    const key = this.keys.at(-1);
    if (!key) throw new Error('no key');
    return key;
  }

  /** Signs any claims with any header: for tokens as they should be, and as they should not. */
  async sign(claims: Record<string, unknown>, header: Record<string, unknown> = {}, key?: CryptoKey | Uint8Array) {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'parley-join+jwt', kid: this.key.kid, ...header })
      .sign(key ?? this.key.privateKey);
  }

  command(command: BoxCommand, id: string = randomUUID()): string {
    this.send({ type: 'command', id, command });
    return id;
  }

  async commandAcked(command: BoxCommand): Promise<void> {
    const id = this.command(command);
    await until(() => this.acked.includes(id));
  }

  /** What the placement before had, and whether the box took it in. */
  async restore(meetingId: string, placement: number, part: Partial<BoxCommand & { name: 'restore-room' }>) {
    const nothing = { expected: [], chat: [], polls: [], votes: [], spotlight: null };
    await this.commandAcked({ ...nothing, ...part, name: 'restore-room', meetingId, placement });
  }

  send(message: ToBox): void {
    this.linkSocket?.send(JSON.stringify(message));
  }

  get events() {
    return this.received.flatMap((message) => (message.type === 'events' ? message.events : []));
  }

  get hellos() {
    return this.received.filter((message) => message.type === 'hello');
  }

  dropLink(): void {
    this.linkSocket?.terminate();
    this.linkSocket = null;
  }

  /** Takes the Worker off the network. */
  async stop(): Promise<void> {
    this.dropLink();
    for (const link of this.links.clients) link.terminate();
    this.http.closeAllConnections();
    if (this.http.listening) await new Promise((resolve) => this.http.close(resolve));
  }

  private serveLink(link: WebSocket): void {
    this.linkSocket = link;
    link.on('message', (data) => {
      const text = data.toString();
      if (text === 'ping') {
        this.pings += 1;
        return link.send('pong');
      }
      const message = fromBox.parse(JSON.parse(text));
      this.received.push(message);
      if (message.type === 'hello' && this.refusesLink?.at === 'hello')
        return link.close(4003, `${this.refusesLink.code}: as the test says`);
      if (message.type === 'hello') {
        const rooms = this.welcomeRooms(message);
        link.send(JSON.stringify({ type: 'welcome', version: boxLinkVersion, rooms } satisfies Welcome));
      }
      if (message.type === 'ack') this.acked.push(message.commandId);
      if (message.type === 'events' && this.acksEvents) {
        link.send(JSON.stringify({ type: 'events-ack', seq: message.seq }));
      }
    });
  }

  private async answer(request: IncomingMessage, response: import('node:http').ServerResponse): Promise<void> {
    const answer = (status: number, body: unknown) => {
      const date = new Date(Date.now() + this.clockAheadMs).toUTCString();
      response.writeHead(status, { 'content-type': 'application/json', date });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/jwks.json') {
      this.keyFetches += 1;
      return answer(this.keysStatus, {
        keys: this.keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' })),
      });
    }
    if (request.url === '/api/health') {
      response.setHeader(apiVersionHeader, apiVersion);
      return answer(200, { ok: this.hellos.length > 0, boxes: Math.min(1, this.hellos.length), version: this.version });
    }
    if (request.url === '/api/overview') {
      const isKnown = request.headers.authorization === 'Bearer operator-key-of-the-test';
      return answer(isKnown ? 200 : 403, isKnown ? this.overview : { error: { code: 'not-allowed', message: 'No.' } });
    }
    if (request.url === '/api/boxes/enrol' && request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = JSON.parse(Buffer.concat(chunks).toString());
      this.enrolments.push(body);
      if (this.enrolStatus !== 200) {
        return answer(this.enrolStatus, { error: { code: 'enrolment-refused', message: 'Used already.' } });
      }
      this.knowsBox = true;
      return answer(200, { boxId: body.boxId, url: 'http://127.0.0.1:4400', region: 'local' });
    }
    return answer(404, { error: { code: 'not-found', message: 'No.' } });
  }
}
