import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { routerRtpCapabilities } from '../../sfu/contract/router-capabilities.ts';
import { connection, protocolVersion } from '../../sfu/contract/version.ts';
import { joinReply } from '../../worker/contract/meetings.ts';
import { eventually } from '../eventually.ts';

/**
 * Somebody without a browser: a seat, a socket and signaling, but no media. Rude, too: it comes, goes and breaks off as no
 * client would.
 */
export class HeadlessPeer {
  private socket: Socket | null = null;
  private joined = false;
  private seat: { id: string; secret: string } | undefined;
  private readonly clientNonce = randomUUID();
  private readonly origin: string;
  private readonly meetingId: string;
  private readonly name: string;

  constructor(origin: string, meetingId: string, name: string) {
    this.origin = origin;
    this.meetingId = meetingId;
    this.name = name;
  }

  /** Comes in, and is in. */
  async enter(): Promise<void> {
    await this.come();
    await eventually(async () => {
      if (!this.joined) throw new Error(`${this.name} is not in`);
    });
  }

  /** Comes in, or not: the box may be dying, or the Worker of another opinion. */
  async come(): Promise<void> {
    const reply = await fetch(`${this.origin}/api/meetings/${this.meetingId}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin },
      body: JSON.stringify({
        name: this.name,
        clientNonce: this.clientNonce,
        ...(this.seat ? { seat: this.seat } : {}),
      }),
    }).catch(() => null);
    if (!reply?.ok) return;
    const admitted = joinReply.parse(await reply.json());
    this.seat = admitted.seat;
    if (admitted.status !== 'admitted') return;
    this.socket?.disconnect();
    this.joined = false;
    const { token, box } = admitted;
    const auth = { type: 'join', protocol: protocolVersion, token, clientNonce: randomUUID() };
    const socket = io(box.url, {
      path: connection.path,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth,
      extraHeaders: { origin: this.origin },
    });
    this.socket = socket;
    socket.once('connected', () => {
      const data = {
        rtpCapabilities: routerRtpCapabilities,
        maxVideos: 9,
        sources: [{ source: 'mic', muted: true }],
        hideAddress: false,
        direct: [],
      };
      socket.emit('join', { id: randomUUID(), data }, ({ ok }: { ok: boolean }) => {
        this.joined = ok;
      });
    });
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
