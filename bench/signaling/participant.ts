import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, PayloadOf, ReplyOf, RequestName } from '../../sfu/contract/requests.ts';
import { routerRtpCapabilities } from '../../sfu/contract/router-capabilities.ts';
import { connection, protocolVersion } from '../../sfu/contract/version.ts';

/** What somebody comes with. */
export interface Ticket {
  room: string;
  token: string;
  /** The network address that a proxy would tell: the box limits the handshakes of each. */
  address: string;
}

/** Where the box is, and whose pages may speak to it. */
export interface Place {
  url: string;
  origin: string;
}

/** Long enough for a machine that does everything at once. */
const patienceMs = 30_000;

/** Somebody in a room without a browser or media: a socket, its requests, and a count of what it is told. */
export class Participant {
  /** About the roster, one for each change. */
  rosterChanges = 0;
  /** WebSocket frames to this participant, headers included. */
  bytes = 0;
  readonly room: string;
  private muted = true;
  private readonly socket: Socket;

  constructor({ url, origin }: Place, { room, token, address }: Ticket) {
    this.room = room;
    this.socket = io(url, {
      path: connection.path,
      transports: ['websocket'],
      auth: { type: 'join', protocol: protocolVersion, token, clientNonce: randomUUID() },
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin, 'x-forwarded-for': address },
    });
    const one = () => {
      this.rosterChanges += 1;
    };
    for (const name of ['participantJoined', 'participantChanged', 'participantLeft']) this.socket.on(name, one);
  }

  async join(): Promise<void> {
    const connected = new Promise<void>((resolve, reject) => {
      this.socket.once('connected', resolve);
      this.socket.once('connect_error', reject);
    });
    this.socket.connect();
    this.socket.io.engine.on('data', (data: string) => {
      this.bytes += frameBytes(Buffer.byteLength(data) + 1);
    });
    await connected;
    await this.request('join', {
      rtpCapabilities: routerRtpCapabilities,
      maxVideos: 9,
      sources: [{ source: 'mic', muted: true }],
      hideAddress: false,
      direct: [],
    });
  }

  /** Mutes or unmutes: what the others are told at once. */
  async toggleMic(): Promise<void> {
    this.muted = !this.muted;
    await this.request('setSource', { source: 'mic', muted: this.muted });
  }

  leave(): void {
    this.socket.disconnect();
  }

  private async request<N extends RequestName>(name: N, data: PayloadOf<N>): Promise<ReplyOf<N>> {
    const answer: Ack<ReplyOf<N>> = await this.socket.timeout(patienceMs).emitWithAck(name, { id: randomUUID(), data });
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    return answer.data;
  }
}

/** Of a text frame from a server, by its payload: RFC 6455, 5.2. */
function frameBytes(payload: number): number {
  if (payload < 126) return payload + 2;
  return payload + (payload < 65_536 ? 4 : 10);
}
