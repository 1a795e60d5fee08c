import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { type NoticeName, type NoticeOf, notices } from '../../contract/notices.ts';
import {
  type Ack,
  ack,
  type Handshake,
  type PayloadOf,
  type ReplyOf,
  type RequestName,
  requests,
} from '../../contract/requests.ts';
import { routerRtpCapabilities } from '../../contract/router-capabilities.ts';
import type { Epoch, Mode, RoomMode, Source } from '../../contract/shapes.ts';
import { connection, protocolVersion } from '../../contract/version.ts';
import { sendParameters } from './send-parameters.ts';
import { until } from './until.ts';

/** What a client joins with when it says no more. */
export const entry: PayloadOf<'join'> = {
  rtpCapabilities: routerRtpCapabilities,
  maxVideos: 9,
  sources: [],
  hideAddress: false,
  direct: [],
};

export interface Expectation {
  rooms: number;
  peers: number;
  sockets: number;
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
  pausedConsumers: number;
  probes: number;
  timers: number;
}

/** What a client says of itself when it joins. */
export type Entering = Partial<Omit<PayloadOf<'join'>, 'rtpCapabilities'>>;

/** A client as the contract wants it: a real Socket.IO one that parses everything it hears. */
export class TestClient {
  socket: Socket;
  readonly heard: { [N in NoticeName]: { name: N; notice: NoticeOf<N> } }[NoticeName][] = [];
  joined: ReplyOf<'join'> | null = null;
  private readonly said = new Map<Source, boolean>();
  epoch: Epoch = { placement: 1, change: 0 };
  private readonly url: string;
  private readonly origin: string;

  constructor(url: string, origin: string) {
    this.url = url;
    this.origin = origin;
    this.socket = this.makeSocket({});
  }

  /** Resolves with the first notice. */
  async connect(auth: Handshake | Record<string, unknown>): Promise<NoticeOf<'connected'>> {
    const before = this.all('connected').length;
    this.socket = this.makeSocket(auth);
    const failed = new Promise<never>((_, reject) => this.socket.on('connect_error', reject));
    failed.catch(() => {});
    this.socket.connect();
    await Promise.race([until(() => this.all('connected').length > before), failed]);
    return this.connected;
  }

  /** Resolves with the code of the refusal, or `closed` when the connection ended without one. */
  async refused(
    auth: unknown,
    options: { origin?: string | null; headers?: Record<string, string> } = {},
  ): Promise<string> {
    const socket = this.makeSocket(auth as Record<string, unknown>, options);
    try {
      return await new Promise((resolve, reject) => {
        socket.on('connect_error', (error) =>
          resolve((error as { data?: { code: string } }).data?.code ?? error.message),
        );
        socket.on('connect', () => reject(new Error('It was let in.')));
        // A refusal closes the connection too, a moment before it is told.
        socket.io.on('close', () => setTimeout(resolve, 50, 'closed'));
        socket.connect();
      });
    } finally {
      socket.disconnect();
    }
  }

  /** The last `connected`. */
  get connected(): NoticeOf<'connected'> {
    const last = this.all('connected').at(-1);
    if (!last) throw new Error('never connected');
    return last;
  }

  get id(): string {
    if (!this.joined) throw new Error('not joined');
    return this.joined.participantId;
  }

  all<N extends NoticeName>(name: N): NoticeOf<N>[] {
    return this.heard.flatMap((entry) => (entry.name === name ? [entry.notice as NoticeOf<N>] : []));
  }

  /** The next or first notice of a name that fits. */
  async hears<N extends NoticeName>(
    name: N,
    fits: (notice: NoticeOf<N>) => boolean = () => true,
  ): Promise<NoticeOf<N>> {
    await until(() => this.all(name).some(fits));
    return this.all(name).filter(fits).at(-1) as NoticeOf<N>;
  }

  /** The ack as it came; `onAck` runs in the moment in which it comes, before any later notice. */
  async ask<N extends RequestName>(
    name: N,
    data: PayloadOf<N>,
    id: string = randomUUID(),
    onAck = () => {},
  ): Promise<Ack<ReplyOf<N>>> {
    const answer = await new Promise((resolve, reject) => {
      this.socket.timeout(5_000).emit(name, { id, data }, (error: Error | null, result: unknown) => {
        onAck();
        if (error) reject(error);
        else resolve(ack.parse(result));
      });
    });
    const result = answer as Ack<ReplyOf<N>>;
    if (result.ok) requests[name].reply.parse(result.data);
    return result;
  }

  /** Anything at all, as a stranger would send it; null when nobody answers. */
  async send(name: string, ...args: unknown[]): Promise<unknown> {
    return await this.socket
      .timeout(500)
      .emitWithAck(name, ...args)
      .catch(() => null);
  }

  /** The reply, or an error with the code. */
  async request<N extends RequestName>(name: N, data: PayloadOf<N>, onAck?: () => void): Promise<ReplyOf<N>> {
    const answer = await this.ask(name, data, undefined, onAck);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data;
  }

  async join(entering: Entering = {}, onAck?: () => void): Promise<ReplyOf<'join'>> {
    this.joined = await this.request('join', { ...entry, ...entering }, onAck);
    this.epoch = this.joined.media.epoch;
    for (const { source, muted } of entering.sources ?? []) this.said.set(source, muted);
    return this.joined;
  }

  /** The mode as it was told last. */
  get mode(): RoomMode {
    const told = [this.joined?.mode, this.all('connected').at(-1)?.resumed?.mode, ...this.all('modeChanged')];
    const latest = told.flatMap((mode) => mode ?? []).sort((a, b) => a.epoch.change - b.epoch.change);
    const last = latest.at(-1);
    if (!last) throw new Error('not joined');
    return last;
  }

  /** Waits until the room wants this mode. */
  async wants(mode: Mode): Promise<RoomMode> {
    await until(() => this.mode.mode === mode);
    return this.mode;
  }

  async openMedia(maxVideos = 9): Promise<ReplyOf<'openMedia'>> {
    const media = await this.request('openMedia', { rtpCapabilities: routerRtpCapabilities, maxVideos });
    this.epoch = media.epoch;
    if (this.joined) this.joined = { ...this.joined, media };
    return media;
  }

  producing(source: Source, layers = 1): PayloadOf<'produce'> {
    const transportId = this.joined?.media.sendTransport.id ?? 'none';
    return { epoch: this.epoch, transportId, source, rtpParameters: sendParameters(source, layers) };
  }

  /** Says what it sends of a source; null: nothing. */
  async say(source: Source, muted: boolean | null): Promise<void> {
    await this.request('setSource', { source, muted });
    if (muted === null) this.said.delete(source);
    else this.said.set(source, muted);
  }

  /** Sends a source through the box, and says so if it has not. */
  async produce(source: Source, { muted = false, layers = 1 } = {}): Promise<string> {
    if (this.said.get(source) !== muted) await this.say(source, muted);
    return (await this.request('produce', this.producing(source, layers))).producerId;
  }

  /** The code of a refused request, `ok` for one that was not. */
  async codeOf<N extends RequestName>(name: N, data: PayloadOf<N>): Promise<string> {
    const answer = await this.ask(name, data);
    return answer.ok ? 'ok' : answer.error.code;
  }

  /** Cuts the connection as a lost network does, without a word. */
  async cut(): Promise<void> {
    this.socket.io.engine.close();
    this.socket.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async resume(secret = this.connected.resumeSecret): Promise<NoticeOf<'connected'>> {
    return await this.connect({ type: 'resume', protocol: protocolVersion, participantId: this.id, secret });
  }

  /** Leaves for good, if it is still in. */
  async leave(): Promise<void> {
    if (this.socket.connected) await this.ask('leave', {}).catch(() => null);
    this.close();
  }

  close(): void {
    this.socket.disconnect();
  }

  private makeSocket(
    auth: Record<string, unknown>,
    { origin = this.origin, headers = {} }: { origin?: string | null; headers?: Record<string, string> } = {},
  ): Socket {
    const socket = io(this.url, {
      path: connection.path,
      transports: ['websocket'],
      auth,
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      extraHeaders: { ...(origin === null ? {} : { origin }), ...headers },
    });
    socket.onAny((name: NoticeName, notice: unknown) => {
      // A notice that does not fit its own schema is a fault of the box: the test that waits for it fails.
      const parsed = notices[name].parse(notice);
      this.heard.push({ name, notice: parsed } as (typeof this.heard)[number]);
    });
    return socket;
  }
}
