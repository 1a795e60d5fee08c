import { type ToBrowser, toBrowser } from '../contract/live-socket.ts';
import { origin, send } from './harness.ts';

/** A browser's live socket. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly received: ToBrowser[] = [];
  closed: { code: number; reason: string } | null = null;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (data !== 'pong') this.received.push(toBrowser.parse(JSON.parse(String(data))));
    });
    socket.addEventListener('close', ({ code, reason }) => {
      this.closed = { code, reason };
    });
    socket.accept();
  }

  static async open(meetingId: string): Promise<LiveClient> {
    const response = await send(`/api/meetings/${meetingId}/live`, { headers: { upgrade: 'websocket', origin } });
    if (!response.webSocket) throw new Error(`No socket: ${response.status} ${await response.text()}`);
    return new LiveClient(response.webSocket);
  }

  static async hello(meetingId: string, seat: { id: string; secret: string }): Promise<LiveClient> {
    const client = await LiveClient.open(meetingId);
    client.send({ type: 'hello', seatId: seat.id, secret: seat.secret });
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  last(): ToBrowser | undefined {
    return this.received.at(-1);
  }

  async until(matches: (message: ToBrowser) => boolean): Promise<ToBrowser> {
    for (let waited = 0; waited < 12_000; waited += 5) {
      const found = this.received.find(matches);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`received only ${JSON.stringify(this.received)}, closed ${JSON.stringify(this.closed)}`);
  }

  is(type: ToBrowser['type']): Promise<ToBrowser> {
    return this.until((message) => message.type === type);
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    for (let waited = 0; waited < 12_000; waited += 5) {
      if (this.closed) return this.closed;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('the live socket is still open');
  }
}
