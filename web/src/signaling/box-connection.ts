import { boxError } from '@parley/sfu/contract/errors.ts';
import { type NoticeName, type NoticeOf, notices } from '@parley/sfu/contract/notices.ts';
import {
  ack,
  type Envelope,
  type Handshake,
  type PayloadOf,
  type ReplyOf,
  type RequestName,
  requests,
} from '@parley/sfu/contract/requests.ts';
import type { Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import { type Problem, ProblemError } from '../errors/problem.ts';
import { claimConnection } from './warm-connection.ts';

/**
 * `connecting`: no first hello yet. `connected`: the box said `connected`. `lost`: was connected, trying to come back.
 * `refused`: the box refused the handshake and is not asked again. `closed`: by this side, or after `left`.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused' | 'closed';

export type BoxConnectionOptions = {
  /** Who this is: asked anew for every socket, so that the first one shows the token and later ones the resume secret. */
  handshake: () => Handshake;
  onState: (state: ConnectionState, problem: Problem | null) => void;
  onNotice: <N extends ToldNotice>(name: N, notice: NoticeOf<N>) => void;
};

/** Notices that are passed on; the others are the connection's own. */
export type ToldNotice = Exclude<NoticeName, 'joinAnswered'>;

export type RequestOptions = {
  /** When the answer takes longer, the request fails. */
  timeoutMs?: number;
  /** Of an earlier request of the same name and payload that was not answered: what it asks for happens once. */
  id?: string;
};

const requestTimeoutMs = 8_000;

/** Signaling with one box: typed requests and notices over one Socket.IO connection that comes back by itself. */
export class BoxConnection {
  readonly #socket: Socket;
  readonly #options: BoxConnectionOptions;
  #state: ConnectionState = 'connecting';
  #refusal: Problem | null = null;
  #refusedAttempts = 0;
  #waiters = new Set<() => void>();
  /** Who waits for the answer to what came with the handshake, by envelope id. */
  #awaited = new Map<string, (result: unknown) => void>();

  constructor(boxUrl: string, options: BoxConnectionOptions) {
    this.#options = options;
    this.#socket = claimConnection(boxUrl).socket('/', {
      auth: (present) => present(options.handshake()),
    });
    this.#socket.on('connect_error', (error) => this.#onConnectError(error));
    this.#socket.on('disconnect', (reason) => this.#onDisconnect(reason));
    this.#socket.onAny((name: string, payload: unknown) => this.#onNotice(name, payload));
    this.#socket.connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Attempts to come back that failed quickly since the connection was lost: somebody is there, but not this box. */
  get refusedAttempts(): number {
    return this.#refusedAttempts;
  }

  /** Sends a request; when the socket is lost on the way, once more after it came back, with the same id. */
  async request<N extends RequestName>(
    name: N,
    payload: PayloadOf<N>,
    { timeoutMs = requestTimeoutMs, id = crypto.randomUUID() }: RequestOptions = {},
  ): Promise<ReplyOf<N>> {
    const envelope = { id, data: payload };
    const deadlineMs = Date.now() + timeoutMs;
    for (let attempt = 1; ; attempt++) {
      await this.#untilConnected(name, deadlineMs);
      try {
        const answer: unknown = await this.#socket
          .timeout(Math.max(1, deadlineMs - Date.now()))
          .emitWithAck(name, envelope);
        return readAck(name, answer);
      } catch (thrown) {
        if (thrown instanceof ProblemError) throw thrown;
        const lostOnTheWay = Date.now() < deadlineMs - 5;
        if (!lostOnTheWay || attempt > 1) throw new ProblemError('box-silent', `${name}: no answer`, { cause: thrown });
      }
    }
  }

  /**
   * The answer to the `join` that goes with the handshake. When the connection is lost before it is there, it is asked for again with
   * the same id.
   */
  async joined({ id, data }: Envelope<PayloadOf<'join'>>): Promise<ReplyOf<'join'>> {
    const deadlineMs = Date.now() + requestTimeoutMs;
    const answer = await this.#answered(id, deadlineMs);
    if (answer !== null) return readAck('join', answer);
    return await this.request('join', data, { id, timeoutMs: Math.max(1, deadlineMs - Date.now()) });
  }

  /** The socket only seems to be alive: a new one is tried at once. */
  drop(): void {
    if (this.#state === 'connected') this.#socket.io.engine.close();
  }

  /** `because`: what requests that are still waiting fail with. */
  close(because: Problem | null = null): void {
    this.#refusal ??= because;
    this.#change('closed', null);
    this.#socket.disconnect();
    this.#socket.io.removeAllListeners();
  }

  #untilConnected(name: RequestName, deadlineMs: number): Promise<void> {
    if (this.#state === 'connected') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (this.#state === 'connecting' || this.#state === 'lost') return;
        this.#waiters.delete(settle);
        clearTimeout(timer);
        if (this.#state === 'connected') resolve();
        else reject(new ProblemError(this.#refusal ?? 'box-unreachable', `${name}: connection is ${this.#state}`));
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(settle);
        reject(new ProblemError('box-unreachable', `${name}: not connected in time`));
      }, deadlineMs - Date.now());
      this.#waiters.add(settle);
      settle();
    });
  }

  /** What the box answers; null when it will not over this socket. */
  #answered(id: string, deadlineMs: number): Promise<unknown> {
    return new Promise((resolve) => {
      const done = (result: unknown) => {
        clearTimeout(timer);
        this.#waiters.delete(settle);
        this.#awaited.delete(id);
        resolve(result);
      };
      const settle = () => {
        if (this.#state !== 'connecting' && this.#state !== 'connected') done(null);
      };
      const timer = setTimeout(done, deadlineMs - Date.now(), null);
      this.#waiters.add(settle);
      this.#awaited.set(id, done);
      settle();
    });
  }

  #onConnectError(error: Error): void {
    // An active socket tries again by itself: the network failed, nobody refused.
    if (this.#socket.active) {
      if (error.message !== 'timeout') this.#refusedAttempts++;
      return;
    }
    const refusal = z.safeParse(boxError, 'data' in error ? error.data : undefined);
    this.#refusal = refusal.success ? refusal.data.code : 'box-unintelligible';
    this.#change('refused', this.#refusal);
  }

  #onDisconnect(reason: Socket.DisconnectReason): void {
    if (this.#state === 'closed') return;
    this.#refusedAttempts = 0;
    this.#change('lost', null);
    // Socket.IO does not come back by itself when the server closed the socket.
    if (reason === 'io server disconnect') this.#socket.connect();
  }

  #onNotice(name: string, payload: unknown): void {
    if (this.#state === 'closed') return;
    if (!isNotice(name)) {
      console.warn(`box-connection: unknown notice ${name}`);
      return;
    }
    const notice = z.safeParse(notices[name], payload);
    if (!notice.success) {
      console.warn(`box-connection: notice ${name} not understood`, notice.error.issues);
      return;
    }
    if (name === 'joinAnswered') {
      const { id, result } = notice.data as NoticeOf<'joinAnswered'>;
      this.#awaited.get(id)?.(result);
      return;
    }
    if (name === 'connected') this.#change('connected', null);
    this.#options.onNotice(name, notice.data as NoticeOf<typeof name>);
  }

  #change(state: ConnectionState, problem: Problem | null): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    for (const settle of [...this.#waiters]) settle();
    this.#options.onState(state, problem);
  }
}

function isNotice(name: string): name is NoticeName {
  return Object.hasOwn(notices, name);
}

function readAck<N extends RequestName>(name: N, answer: unknown): ReplyOf<N> {
  const result = z.safeParse(ack, answer);
  if (!result.success) throw new ProblemError('box-unintelligible', `${name}: ack not understood`);
  if (!result.data.ok) throw new ProblemError(result.data.error.code, `${name}: ${result.data.error.message}`);
  const reply = z.safeParse(requests[name].reply, result.data.data);
  if (!reply.success)
    throw new ProblemError('box-unintelligible', `${name}: reply not understood`, { cause: reply.error });
  return reply.data as ReplyOf<N>;
}
