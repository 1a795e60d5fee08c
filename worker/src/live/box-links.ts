import { type BoxLoad, type BoxProblem, boxSilentAfterMs, type ToBox } from '../../contract/box-link.ts';

/** What a box link is, kept with its socket so that it survives the object's sleep. */
export type BoxLink = {
  boxId: string;
  openedAtMs: number;
  /** Last batch of events that was applied. */
  lastSeq: number;
  /** Null until hello: the box is not linked before. */
  hello: {
    software: string;
    protocol: number;
    capacity: number;
    /** Null: it does not say. */
    capacityMbps: number | null;
    /** Those that the box found itself. */
    problems: BoxProblem[];
    draining: boolean;
    load: BoxLoad;
  } | null;
};

/** The open links, at most one with a hello per box. */
export class BoxLinks {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  accept(socket: WebSocket, boxId: string, nowMs: number): void {
    this.#ctx.acceptWebSocket(socket, [boxId]);
    this.set(socket, { boxId, openedAtMs: nowMs, lastSeq: 0, hello: null });
  }

  get(socket: WebSocket): BoxLink | null {
    return socket.deserializeAttachment() as BoxLink | null;
  }

  set(socket: WebSocket, link: BoxLink): void {
    socket.serializeAttachment(link);
  }

  /** All open sockets of a box, those without a hello included. */
  socketsOf(boxId: string): WebSocket[] {
    return this.#ctx.getWebSockets(boxId).filter((socket) => socket.readyState === WebSocket.OPEN);
  }

  linkedSocket(boxId: string): WebSocket | null {
    return this.socketsOf(boxId).find((socket) => this.get(socket)?.hello) ?? null;
  }

  /** The box's link as it is now; null if it has none. */
  state(
    boxId: string,
    nowMs: number,
  ): (NonNullable<BoxLink['hello']> & { lastSeenAtMs: number; silent: boolean }) | null {
    const socket = this.linkedSocket(boxId);
    const link = socket && this.get(socket);
    if (!socket || !link?.hello) return null;
    const pingedAtMs = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
    const lastSeenAtMs = Math.max(link.openedAtMs, pingedAtMs);
    return { ...link.hello, lastSeenAtMs, silent: nowMs - lastSeenAtMs > boxSilentAfterMs };
  }
}

/** False if the socket is closed: whatever must arrive is sent again when the link is back. */
export function sendToBox(socket: WebSocket | null, message: ToBox): boolean {
  try {
    socket?.send(JSON.stringify(message));
    return socket !== null;
  } catch {
    return false;
  }
}

/** Most bytes of UTF-8 that a close may have for its reason: with more it throws, and closes nothing. */
const maxReasonBytes = 123;

export function closeLink(socket: WebSocket, code: number, reason: string): void {
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(maxReasonBytes));
  try {
    socket.close(code, reason.slice(0, read));
  } catch {
    // It is closed already.
  }
}
