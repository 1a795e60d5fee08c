import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { BoxToClient, ClientToBox } from '../contract/events.ts';
import { connection } from '../contract/version.ts';
import type { Admission } from './admission/admit.ts';
import { clientAddress } from './admission/client-address.ts';
import { type StrangerLimits, Strangers } from './admission/strangers.ts';
import { StartFailure, toWireError } from './errors.ts';
import { answerHttp } from './http.ts';
import type { Log } from './log.ts';
import type { Counters } from './metrics/counters.ts';
import type { BoxCounts } from './metrics/write-metrics.ts';
import { tellMissed } from './room/resumed.ts';
import { RequestMemory } from './signaling/dispatch.ts';
import type { PeerLine, SocketData } from './signaling/peer-line.ts';
import { type SignalingCounts, type SocketLimits, serveSocket } from './signaling/peer-socket.ts';

/** A connection as the engine below Socket.IO knows it. */
type Stranger = Socket['conn'];

export interface ServerOptions {
  host: string;
  port: number;
  metricsToken: string | null;
  admission: Admission<PeerLine>;
  limits: SocketLimits;
  strangers: StrangerLimits;
  /** Milliseconds for which a connection may be open without saying who it is. */
  strangerPatienceMs: number;
  signaling: SignalingCounts;
  counts: () => BoxCounts;
  counters: Counters;
  log: Log;
}

/** The box's one door: HTTP for machines, Socket.IO for clients. */
export class BoxServer {
  private readonly http;
  private readonly io;
  private closing = false;
  /** What the gate keeps per peer, over all its sockets. */
  private readonly memories = new WeakMap<PeerLine, RequestMemory>();

  private readonly options: ServerOptions;

  constructor(options: ServerOptions) {
    this.options = options;
    const { counts, counters, metricsToken } = options;
    const strangers = new Strangers<Stranger>(options.strangers);
    const counted = () => counters.metrics();
    this.http = createServer(answerHttp({ counts, counted, metricsToken, closing: () => this.closing }));
    this.io = new Server<ClientToBox, BoxToClient, Record<string, never>, SocketData>(this.http, {
      path: connection.path,
      transports: ['websocket'],
      allowUpgrades: false,
      serveClient: false,
      pingInterval: connection.pingIntervalMs,
      pingTimeout: connection.pingTimeoutMs,
      connectTimeout: options.strangerPatienceMs,
      maxHttpBufferSize: connection.maxMessageBytes,
      perMessageDeflate: false,
      httpCompression: false,
    });
    this.io.engine.on('connection', (stranger: Stranger) => {
      const { socket, headers } = stranger.request;
      strangers.add(stranger, clientAddress(socket.remoteAddress, headers));
      stranger.once('close', () => strangers.remove(stranger));
    });
    this.io.use((socket, next) => {
      const { auth, headers } = socket.handshake;
      const address = clientAddress(socket.request.socket.remoteAddress, headers);
      this.accept({ auth, origin: headers.origin, address }).then(
        (accept) => {
          strangers.remove(socket.conn);
          socket.data.accept = accept;
          // Neither the token nor what came with it is kept for as long as the connection lives.
          socket.handshake.auth = {};
          next();
        },
        (error) => next(this.refusal(error)),
      );
    });
    this.io.on('connection', (socket) => socket.data.accept?.(socket));
  }

  get sockets(): number {
    return this.io.engine.clientsCount;
  }

  /** @throws {StartFailure} when the address is not free */
  async listen(): Promise<number> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', (error: NodeJS.ErrnoException) => {
        const sentence =
          error.code === 'EADDRINUSE'
            ? 'is in use: is another box running? Set BOX_PORT.'
            : `cannot be used: ${error.message}`;
        reject(new StartFailure(`Port ${port} on ${host} ${sentence}`, error));
      });
      this.http.listen(port, host, resolve);
    });
    return (this.http.address() as AddressInfo).port;
  }

  /** Takes no one new in; those inside stay until their rooms close. */
  stopAccepting(): void {
    this.closing = true;
  }

  async close(): Promise<void> {
    this.stopAccepting();
    await this.io.close();
    this.http.closeAllConnections();
  }

  private async accept(
    attempt: Parameters<Admission<PeerLine>['admit']>[0],
  ): Promise<NonNullable<SocketData['accept']>> {
    const { admission, log, limits, signaling, counters } = this.options;
    const { room, peer, line, resumeSecret, join } = await admission.admit(attempt);
    const memory = this.memories.get(line) ?? new RequestMemory();
    this.memories.set(line, memory);
    return (socket) => {
      if (peer.state === 'left') {
        // Removed or replaced between the handshake and the connection.
        socket.emit('left', { reason: peer.leaveReason ?? 'failed' });
        return void socket.disconnect(true);
      }
      const served = serveSocket(
        socket,
        { room, peer, line, memory },
        {
          log,
          limits,
          counts: signaling,
          refused: (code) => counters.requestRefused(code),
        },
      );
      const resumed = room.attach(peer);
      line.attach(socket, { resumeSecret, resumed });
      if (resumed) tellMissed(room, peer);
      if (join) served.join(join);
    };
  }

  /** As Socket.IO wants it: an Error whose `data` the client finds in `connect_error`. */
  private refusal(error: unknown): Error {
    const data = toWireError(error);
    if (data.code === 'internal') this.options.log('unexpected-error', { error });
    else this.options.log('handshake-refused', { code: data.code });
    return Object.assign(new Error(data.code), { data });
  }
}
