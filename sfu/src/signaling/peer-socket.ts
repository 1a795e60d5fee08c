import type { BoxErrorCode } from '../../contract/errors.ts';
import type { Envelope } from '../../contract/requests.ts';
import type { Log } from '../log.ts';
import { dispatch, type Sender } from './dispatch.ts';
import { FloodMeter } from './flood-meter.ts';
import type { PeerLine, PeerSocket } from './peer-line.ts';
import type { Result } from './remembered-results.ts';

/** Requests whose reply is the ground that later notices stand on. */
const holdsNotices = new Set(['join', 'openMedia']);

export interface SocketLimits {
  badMessages: number;
  windowMs: number;
}

/** Counts for `/metrics`, of all sockets since the start. */
export interface SignalingCounts {
  requests: number;
  /** Messages that were no proper request: refused, or ignored when there was nobody to answer. */
  badMessages: number;
  /** Sockets closed for too many of those. */
  floods: number;
}

export interface SocketOptions {
  log: Log;
  limits: SocketLimits;
  counts: SignalingCounts;
  /** A request was refused with this code. */
  refused(code: BoxErrorCode): void;
}

/** A socket that is served. */
export interface ServedSocket {
  /** Passes the `join` that came with the handshake through the gate, and tells its answer. */
  join(envelope: Envelope): void;
}

/** Connects a peer's socket with the gate: each message in, its ack out, and the loss of the socket. */
export function serveSocket(
  socket: PeerSocket,
  sender: Sender & { line: PeerLine },
  { log, limits, counts, refused }: SocketOptions,
): ServedSocket {
  const { peer, room, line } = sender;
  const meter = new FloodMeter(limits);
  const bad = () => {
    counts.badMessages += 1;
    if (!meter.add(Date.now()) || peer.state === 'left') return;
    counts.floods += 1;
    log('socket-flooded', { ...room.name, participantId: peer.id, badMessages: meter.total });
    room.end(peer, 'failed');
  };
  const ask = (name: string, argument: unknown, tell: (answer: Result) => void) => {
    counts.requests += 1;
    const release = holdsNotices.has(name) ? line.hold() : null;
    const { result, bad: isBad } = dispatch(sender, name, argument, log);
    if (isBad) bad();
    void result.then((answer) => {
      if (!answer.ok) refused(answer.error.code);
      tell(answer);
      // After this turn, so that a retry of the same request on a newer socket has its ack too.
      if (release) setImmediate(release);
    });
  };

  socket.onAny((name: string, ...args: unknown[]) => {
    const ack = args.at(-1);
    // Without an ack there is nobody to answer; with more or fewer arguments it is no request.
    if (typeof ack !== 'function' || args.length !== 2) return bad();
    ask(name, args[0], (answer) => ack(answer));
  });
  socket.on('disconnect', () => {
    if (line.detach(socket)) room.detach(peer);
  });
  return {
    join: (envelope) => ask('join', envelope, (result) => socket.emit('joinAnswered', { id: envelope.id, result })),
  };
}
