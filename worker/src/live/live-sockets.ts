import { closeCodes, type FromBrowser, fromBrowser, type ToBrowser } from '../../contract/live-socket.ts';

/** What a live socket is, kept with the socket so that it survives the object's sleep. */
type Attached = { openedAtMs: number; seatId: string | null; address: string | null };

/** How long a socket may stay without `hello`. */
export const helloWithinMs = 5_000;
const maxMessageCharacters = 4096;
/** Sockets of one meeting at most: as many as may sit and wait in it, and some that have not said hello. */
const maxSockets = 1200;
/** Of those that have not said hello, from one network address: a class that reconnects at once, but not all that is left. */
export const maxSilentPerAddress = 50;

export type RefusedCode = Extract<ToBrowser, { type: 'refused' }>['code'];

/** The browsers' sockets of one live meeting, each with its seat once it said hello. */
export class LiveSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** May nobody, or nobody at this network address, open one more? Where the address is not told, only the first counts. */
  fullFor(address: string | null): boolean {
    const sockets = this.#ctx.getWebSockets();
    if (sockets.length >= maxSockets) return true;
    if (address === null) return false;
    const silent = sockets.filter((socket) => {
      const { seatId, address: from } = attached(socket);
      return from === address && seatId === null && socket.readyState === WebSocket.OPEN;
    });
    return silent.length >= maxSilentPerAddress;
  }

  accept(socket: WebSocket, address: string | null, nowMs: number): void {
    this.#ctx.acceptWebSocket(socket);
    socket.serializeAttachment({ openedAtMs: nowMs, seatId: null, address } satisfies Attached);
  }

  seatOf(socket: WebSocket): string | null {
    return attached(socket).seatId;
  }

  /** Binds the socket to the seat; an older socket of the same seat is closed. */
  bind(socket: WebSocket, seatId: string): void {
    for (const older of this.bySeat().of(seatId)) close(older, closeCodes.replaced, 'replaced');
    socket.serializeAttachment({ ...attached(socket), seatId } satisfies Attached);
  }

  has(seatId: string): boolean {
    return this.bySeat().has(seatId);
  }

  send(seatId: string, message: ToBrowser): void {
    this.bySeat().send(seatId, message);
  }

  refuse(seatId: string, code: RefusedCode): void {
    this.bySeat().refuse(seatId, code);
  }

  /** The sockets as they are now, for the rest of this turn: whoever asks for many seats reads each attachment once. */
  bySeat(): SocketsBySeat {
    return new SocketsBySeat(() => this.#ctx.getWebSockets());
  }

  refuseAll(code: RefusedCode): void {
    for (const socket of this.#ctx.getWebSockets()) refuseSocket(socket, code);
  }

  /** Closes those that did not say hello in time; answers when the next one is due, or null. */
  closeSilent(nowMs: number): number | null {
    let next: number | null = null;
    for (const socket of this.#ctx.getWebSockets()) {
      const { openedAtMs, seatId } = attached(socket);
      if (seatId !== null || socket.readyState !== WebSocket.OPEN) continue;
      const dueAtMs = openedAtMs + helloWithinMs;
      if (dueAtMs <= nowMs) close(socket, closeCodes.badMessage, 'hello expected');
      else next = Math.min(next ?? dueAtMs, dueAtMs);
    }
    return next;
  }
}

/** An index that holds for one turn, made when the first seat is asked for. */
class SocketsBySeat {
  readonly #sockets: () => WebSocket[];
  #bySeat: Map<string | null, WebSocket[]> | null = null;

  constructor(sockets: () => WebSocket[]) {
    this.#sockets = sockets;
  }

  of(seatId: string): WebSocket[] {
    this.#bySeat ??= Map.groupBy(this.#sockets(), (socket) => attached(socket).seatId);
    return (this.#bySeat.get(seatId) ?? []).filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  has(seatId: string): boolean {
    return this.of(seatId).length > 0;
  }

  send(seatId: string, message: ToBrowser): void {
    for (const socket of this.of(seatId)) send(socket, message);
  }

  refuse(seatId: string, code: RefusedCode): void {
    for (const socket of this.of(seatId)) refuseSocket(socket, code);
  }
}

function attached(socket: WebSocket): Attached {
  return (socket.deserializeAttachment() as Attached | null) ?? { openedAtMs: 0, seatId: null, address: null };
}

export function send(socket: WebSocket, message: ToBrowser): void {
  try {
    socket.send(JSON.stringify(message));
  } catch {
    // It closed just now; the close handler deals with the seat.
  }
}

export function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // It is closed already.
  }
}

const refusalCloseCodes: Record<RefusedCode, number> = {
  denied: closeCodes.refused,
  removed: closeCodes.refused,
  'meeting-ended': closeCodes.ended,
  'meeting-deleted': closeCodes.ended,
  'seat-unknown': closeCodes.notAllowed,
};

export function refuseSocket(socket: WebSocket, code: RefusedCode): void {
  send(socket, { type: 'refused', code });
  close(socket, refusalCloseCodes[code], code);
}

/** A message from a browser; null if it is none that the contract knows. */
export function readMessage(message: string | ArrayBuffer): FromBrowser | null {
  if (typeof message !== 'string' || message.length > maxMessageCharacters) return null;
  try {
    return fromBrowser.safeParse(JSON.parse(message)).data ?? null;
  } catch {
    return null;
  }
}
