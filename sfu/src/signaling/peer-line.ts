import type { Socket } from 'socket.io';
import type { BoxToClient, ClientToBox } from '../../contract/events.ts';
import type { NoticeName, NoticeOf } from '../../contract/notices.ts';
import type { LeaveReason } from '../../contract/shapes.ts';
import type { Notifier } from '../room/notifier.ts';
import { NoticeEncoder } from './encode-notice.ts';

export type PeerSocket = Socket<ClientToBox, BoxToClient, Record<string, never>, SocketData>;

/** What the handshake leaves for the connection. */
export interface SocketData {
  accept?: (socket: PeerSocket) => void;
}

/** One for all lines: a room's people are told by it one after the other. */
const encoder = new NoticeEncoder();

/**
 * A peer's line to its client: over all its sockets, one at a time. While a `join` or `openMedia` is being answered, notices
 * wait for the ack, so that a client never hears of changes to what it does not have yet.
 */
export class PeerLine implements Notifier {
  private socket: PeerSocket | null = null;
  private holds = 0;
  private held: (() => void)[] = [];

  get online(): boolean {
    return this.socket !== null;
  }

  /** Takes a new socket; one that was still there is told `replaced` and closed. */
  attach(socket: PeerSocket, connected: NoticeOf<'connected'>): void {
    const earlier = this.socket;
    this.socket = socket;
    if (earlier) close(earlier, 'replaced');
    socket.emit('connected', connected);
  }

  /** False when this socket is not the peer's any more: then nothing was lost. */
  detach(socket: PeerSocket): boolean {
    if (this.socket !== socket) return false;
    this.socket = null;
    return true;
  }

  notify<N extends NoticeName>(name: N, notice: NoticeOf<N>): void {
    const send = () => {
      const { text, options } = encoder.encode(name, notice);
      this.socket?.conn.write(text, options);
    };
    if (this.holds > 0) this.held.push(send);
    else send();
  }

  end(reason: LeaveReason): void {
    const { socket } = this;
    this.socket = null;
    this.held = [];
    if (socket) close(socket, reason);
  }

  /** Holds notices back until the returned function is called. */
  hold(): () => void {
    this.holds += 1;
    return () => {
      this.holds -= 1;
      if (this.holds > 0) return;
      const held = this.held;
      this.held = [];
      for (const send of held) send();
    };
  }
}

function close(socket: PeerSocket, reason: LeaveReason): void {
  socket.emit('left', { reason });
  socket.disconnect(true);
}
