import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { NoticeName, NoticeOf } from '../../sfu/contract/notices.ts';
import type { Ack, PayloadOf, ReplyOf, RequestName } from '../../sfu/contract/requests.ts';
import { routerRtpCapabilities } from '../../sfu/contract/router-capabilities.ts';
import type { Sending } from '../../sfu/contract/shapes.ts';
import { connection, protocolVersion } from '../../sfu/contract/version.ts';
import { joinReply } from '../../worker/contract/meetings.ts';
import { eventually } from '../eventually.ts';

/** What a box refused; `message` is its code. */
class Refused extends Error {}

/**
 * Somebody without a browser: a seat, a socket and signaling; media only with a `HeadlessSender`. Rude when it is asked to: it
 * comes, goes and breaks off as no client would.
 */
export class HeadlessPeer {
  /** What the box answered when it came in last. */
  reply: ReplyOf<'join'> | null = null;
  /** Why it is not in, as far as it was told. */
  private obstacle = 'no answer';
  /** Milliseconds from asking the Worker to the box's answer, the last time. */
  joinMs = 0;
  private socket: Socket | null = null;
  private readonly listeners = new Map<NoticeName, (notice: never) => void>();
  private seat: { id: string; secret: string } | undefined;
  private readonly clientNonce = randomUUID();
  private readonly origin: string;
  private readonly meetingId: string;
  readonly name: string;
  private readonly sources: Sending[];

  constructor(origin: string, meetingId: string, name: string, sources: Sending[] = [{ source: 'mic', muted: true }]) {
    this.origin = origin;
    this.meetingId = meetingId;
    this.name = name;
    this.sources = sources;
  }

  /** The seat, as the Worker's `Authorization` header takes it. */
  get authorization(): string {
    return `Seat ${this.seat?.id}.${this.seat?.secret}`;
  }

  /** Hears a notice; one listener each. */
  on<N extends NoticeName>(name: N, listener: (notice: NoticeOf<N>) => void): void {
    this.listeners.set(name, listener);
  }

  /** Comes in, and is in. */
  async enter(): Promise<ReplyOf<'join'>> {
    await this.come();
    return await eventually(async () => {
      if (!this.reply) throw new Error(`${this.name} is not in: ${this.obstacle}`);
      return this.reply;
    });
  }

  /** Comes in, or not: the box may be dying, or the Worker of another opinion. */
  async come(): Promise<void> {
    const startedAtMs = performance.now();
    const reply = await fetch(`${this.origin}/api/meetings/${this.meetingId}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin },
      body: JSON.stringify({
        name: this.name,
        clientNonce: this.clientNonce,
        ...(this.seat ? { seat: this.seat } : {}),
      }),
    }).catch(() => null);
    if (!reply?.ok) {
      this.obstacle = reply ? await reply.text() : 'the Worker does not answer';
      return;
    }
    const admitted = joinReply.parse(await reply.json());
    this.seat = admitted.seat;
    if (admitted.status !== 'admitted') return;
    this.socket?.disconnect();
    this.reply = null;
    const { token, box } = admitted;
    const socket = io(box.url, {
      path: connection.path,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { type: 'join', protocol: protocolVersion, token, clientNonce: randomUUID() },
      extraHeaders: { origin: this.origin },
    });
    this.socket = socket;
    socket.onAny((name: string, notice: unknown) => this.listeners.get(name as NoticeName)?.(notice as never));
    socket.once('connect_error', (error) => {
      this.obstacle = error.message;
    });
    socket.once('connected', () => {
      const data = {
        rtpCapabilities: routerRtpCapabilities,
        maxVideos: 9,
        sources: this.sources,
        hideAddress: false,
        direct: [],
      };
      this.request('join', data).then(
        (joined) => {
          this.joinMs = performance.now() - startedAtMs;
          this.reply = joined;
        },
        (thrown) => {
          this.obstacle = String(thrown);
        },
      );
    });
  }

  /** @throws {Refused} with the box's code */
  async request<N extends RequestName>(name: N, data: PayloadOf<N>): Promise<ReplyOf<N>> {
    const { socket } = this;
    if (!socket) throw new Error(`${this.name} has no socket`);
    const result = (await socket.timeout(15_000).emitWithAck(name, { id: randomUUID(), data })) as Ack<ReplyOf<N>>;
    if (!result.ok) throw new Refused(result.error.code);
    return result.data;
  }

  /** Sends what no client sends, which nobody else must notice. */
  misbehave(): void {
    this.socket?.emit(
      'signal',
      { id: randomUUID(), data: { epoch: { placement: 1, change: 0 }, to: 'nobody-here' } },
      () => {},
    );
    this.socket?.emit('reportPath', { id: randomUUID(), data: 'x' }, () => undefined);
    this.socket?.emit('nonsense', 'x'.repeat(1000));
  }

  async leave(): Promise<void> {
    const { socket } = this;
    if (!socket?.connected) return;
    await new Promise<void>((resolve) => {
      socket.timeout(2_000).emit('leave', { id: randomUUID(), data: {} }, () => resolve());
    });
    socket.disconnect();
  }

  /** Is gone without a word. */
  cut(): void {
    this.socket?.io.engine.close();
  }
}
