import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
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
import type { BoxRefusalCode } from '@parley/worker/contract/boxes.ts';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import type { Cancel, Timers } from '../timers.ts';
import type { BoxKey } from './box-key.ts';
import type { ClockWatch } from './clock.ts';
import { codeInBody, codeInReason } from './link-refusal.ts';

/** Most of a refusal's body that is read. */
const maxRefusalBytes = 4_096;

/** How a socket ended. */
export interface LinkLoss {
  reason: string;
  /** HTTP status of a refused upgrade; null when it was not refused there. */
  status: number | null;
  /** Why the Worker did not let the box in; null when it was not that. */
  code: BoxRefusalCode | null;
}

export interface LinkSocketEvents {
  opened(): void;
  message(message: ToBox): void;
  /** A message that does not fit the contract; it was ignored. */
  refused(reason: string): void;
  /** Once, whatever ended it. */
  lost(loss: LinkLoss): void;
}

interface LinkSocketOptions {
  timers: Timers;
  /** Looks at the dates of the Worker's answers. */
  clock: Pick<ClockWatch, 'note'>;
}

/** One WebSocket to the fleet: authenticates, pings, parses, and notices silence. */
export class LinkSocket {
  private readonly socket: WebSocket;
  private heardAtMs = Date.now();
  private ended = false;
  private readonly cancelPing: Cancel;
  private readonly events: LinkSocketEvents;

  private constructor(url: URL, token: string, { timers, clock }: LinkSocketOptions, events: LinkSocketEvents) {
    this.events = events;
    const sentAtMs = Date.now();
    this.socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: 10_000,
      maxPayload: maxBoxLinkMessageBytes,
      perMessageDeflate: false,
    });
    this.cancelPing = timers.every(boxPingIntervalMs, () => this.ping());
    const noteClock = ({ headers }: IncomingMessage) =>
      clock.note({ sentAtMs, receivedAtMs: Date.now(), date: headers.date ?? null });
    this.socket.on('upgrade', noteClock);
    this.socket.on('open', () => events.opened());
    this.socket.on('message', (data, isBinary) => this.receive(isBinary ? null : data.toString()));
    this.socket.on('unexpected-response', (_request, response) => {
      noteClock(response);
      const status = response.statusCode ?? null;
      void readStart(response).then((body) =>
        this.end(`The Worker answered with status ${status}.`, codeInBody(body), status),
      );
    });
    this.socket.on('error', (error) => this.end(error.message || error.name));
    this.socket.on('close', (code, reason) =>
      this.end(`closed with ${code} ${reason.toString()}`.trim(), codeInReason(reason.toString())),
    );
  }

  /** Opens a socket with a fresh token, signed with the box's own key. */
  static async open(
    options: LinkSocketOptions & { workerOrigin: string; boxId: string; key: BoxKey },
    events: LinkSocketEvents,
  ): Promise<LinkSocket> {
    const { workerOrigin, boxId, key } = options;
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
    return new LinkSocket(url, token, options, events);
  }

  send(message: FromBox): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close(reason: string): void {
    this.socket.close(1001, reason);
    // A peer that does not answer the close must not hold up the end.
    setTimeout(() => this.socket.terminate(), 500).unref();
  }

  /** Hangs up on a Worker with which nothing can be agreed. */
  end(reason: string, code: BoxRefusalCode | null = null, status: number | null = null): void {
    if (this.ended) return;
    this.ended = true;
    this.cancelPing();
    this.socket.terminate();
    this.events.lost({ reason, status, code });
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

/** The beginning of a body; what is lost on the way is left out. */
async function readStart(response: IncomingMessage): Promise<string> {
  let body = '';
  try {
    for await (const chunk of response) {
      body += String(chunk);
      if (body.length > maxRefusalBytes) break;
    }
  } catch {
    // The status alone says enough.
  }
  return body.slice(0, maxRefusalBytes);
}

/** Undefined, which fits no schema, for what is not JSON. */
function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
