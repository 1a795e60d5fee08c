import {
  closeCodes,
  type FromBrowser,
  pingText,
  pongText,
  type ToBrowser,
  toBrowser,
} from '@parley/worker/contract/live-socket.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import * as z from 'zod/mini';

const pingIntervalMs = 25_000;
const silentAfterMs = 60_000;
const firstRetryMs = 500;
const longestRetryMs = 8_000;

/** Closed for good by the Worker: coming back with the same hello would be answered the same. */
const finalCodes: readonly number[] = [
  closeCodes.badMessage,
  closeCodes.notAllowed,
  closeCodes.refused,
  closeCodes.replaced,
  closeCodes.ended,
];

/**
 * The WebSocket to the live meeting: those in the lobby wait on it, hosts hear knocks and settings. It comes back by itself
 * with the same seat until it is closed or the Worker refuses it for good.
 */
export class LiveSocket {
  readonly #url: string;
  readonly #seat: SeatKey;
  readonly #onMessage: (message: ToBrowser) => void;
  #socket: WebSocket | null = null;
  #closed = false;
  #retryMs = firstRetryMs;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #heardAtMs = 0;

  constructor(meetingId: string, seat: SeatKey, onMessage: (message: ToBrowser) => void) {
    this.#url = `${location.origin.replace(/^http/, 'ws')}/api/meetings/${meetingId}/live`;
    this.#seat = seat;
    this.#onMessage = onMessage;
    this.#open();
  }

  /** Gives up the place in the lobby, then closes. */
  leave(): void {
    this.#send({ type: 'leave' });
    this.close();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#pingTimer);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  #open(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#heardAtMs = Date.now();
      this.#send({ type: 'hello', seatId: this.#seat.id, secret: this.#seat.secret });
      clearInterval(this.#pingTimer);
      this.#pingTimer = setInterval(() => this.#ping(socket), pingIntervalMs);
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => {
      clearInterval(this.#pingTimer);
      if (this.#closed || this.#socket !== socket || finalCodes.includes(event.code)) return;
      this.#retryTimer = setTimeout(() => this.#open(), this.#retryMs * (0.75 + Math.random() / 2));
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
    };
  }

  #receive(data: unknown): void {
    this.#heardAtMs = Date.now();
    this.#retryMs = firstRetryMs;
    if (typeof data !== 'string' || data === pongText) return;
    const message = z.safeParse(toBrowser, parseJson(data));
    if (message.success) this.#onMessage(message.data);
    else console.warn('live-socket: message not understood');
  }

  #ping(socket: WebSocket): void {
    if (Date.now() - this.#heardAtMs > silentAfterMs) socket.close(4000);
    else if (socket.readyState === WebSocket.OPEN) socket.send(pingText);
  }

  #send(message: FromBrowser): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
