import { randomUUID } from 'node:crypto';
import {
  boxLinkTokenLifeSeconds,
  boxLinkTokenType,
  boxPingIntervalMs,
  boxSilentAfterMs,
  type FromBox,
  maxBoxLinkMessageBytes,
  type ToBox,
  toBox,
} from '@parley/worker/contract/box-link.ts';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import type { Timers } from '../timers.ts';
import type { BoxKey } from './box-key.ts';

export interface LinkSocketEvents {
  opened(): void;
  message(message: ToBox): void;
  /** A message that does not fit the contract; it was ignored. */
  refused(reason: string): void;
  /** Once, whatever ended it. `status` is the HTTP status of a refused upgrade. */
  lost(reason: string, status: number | null): void;
}

/** One WebSocket to the fleet: authenticates, pings, parses, and notices silence. */
export class LinkSocket {
  private readonly socket: WebSocket;
  private heardAtMs = Date.now();
  private ended = false;
  private readonly events: LinkSocketEvents;

  private constructor(url: URL, token: string, timers: Timers, events: LinkSocketEvents) {
    this.events = events;
    this.socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: 10_000,
      maxPayload: maxBoxLinkMessageBytes,
      perMessageDeflate: false,
    });
    const cancelPing = timers.every(boxPingIntervalMs, () => this.ping());
    const end = (reason: string, status: number | null = null) => {
      if (this.ended) return;
      this.ended = true;
      cancelPing();
      this.socket.terminate();
      events.lost(reason, status);
    };
    this.socket.on('open', () => events.opened());
    this.socket.on('message', (data, isBinary) => this.receive(isBinary ? null : data.toString()));
    this.socket.on('unexpected-response', (_request, response) => {
      end(`The Worker answered with status ${response.statusCode}.`, response.statusCode ?? null);
    });
    this.socket.on('error', (error) => end(error.message || error.name));
    this.socket.on('close', (code, reason) => end(`closed with ${code} ${reason.toString()}`.trim()));
  }

  /** Opens a socket with a fresh token, signed with the box's own key. */
  static async open(
    options: { workerOrigin: string; boxId: string; key: BoxKey; timers: Timers },
    events: LinkSocketEvents,
  ): Promise<LinkSocket> {
    const { workerOrigin, boxId, key, timers } = options;
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', typ: boxLinkTokenType })
      .setIssuer(boxId)
      .setSubject(boxId)
      .setAudience(workerOrigin)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${boxLinkTokenLifeSeconds}s`)
      .sign(key.privateKey);
    const url = new URL('/api/boxes/link', workerOrigin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return new LinkSocket(url, token, timers, events);
  }

  send(message: FromBox): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close(reason: string): void {
    this.socket.close(1001, reason);
    // A peer that does not answer the close must not hold up the end.
    setTimeout(() => this.socket.terminate(), 500).unref();
  }

  private ping(): void {
    if (Date.now() - this.heardAtMs > boxSilentAfterMs) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.send('ping');
  }

  private receive(text: string | null): void {
    this.heardAtMs = Date.now();
    if (text === 'pong') return;
    const message = toBox.safeParse(parse(text));
    if (message.success) this.events.message(message.data);
    else this.events.refused(message.error.issues.map(({ path }) => path.join('.')).join(', '));
  }
}

/** Undefined, which fits no schema, for what is not JSON. */
function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
