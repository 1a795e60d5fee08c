import type { PayloadOf, ReplyOf, RequestName } from '@parley/sfu/contract/requests.ts';
import { protocolVersion } from '@parley/sfu/contract/version.ts';
import type { CallTest } from '@parley/worker/contract/meetings.ts';
import { ProblemError } from '../errors/problem.ts';
import { BoxConnection } from '../signaling/box-connection.ts';
import { coolConnection } from '../signaling/warm-connection.ts';

const connectWithinMs = 10_000;

/** A stay alone in a room of the test's own: signaling as in a meeting, and nothing else. */
export class TestStay {
  readonly #connection: BoxConnection;
  readonly #connected: Promise<void>;

  constructor({ token, box }: CallTest) {
    const clientNonce = crypto.randomUUID();
    let settle: (problem: ProblemError | null) => void = () => undefined;
    this.#connected = new Promise((resolve, reject) => {
      settle = (problem) => (problem ? reject(problem) : resolve());
    });
    // Nobody may wait for it any more when it fails.
    this.#connected.catch(() => undefined);
    // What is measured is a connection from its beginning.
    coolConnection();
    this.#connection = new BoxConnection(box.url, {
      // One socket is enough: a test that loses it has found something.
      handshake: () => ({ type: 'join', protocol: protocolVersion, token, clientNonce }),
      onState: (state, problem) => {
        if (state === 'connected') settle(null);
        if (state === 'refused' || state === 'lost') settle(new ProblemError(problem ?? 'box-unreachable'));
      },
      onNotice: () => undefined,
    });
  }

  /** Resolves with how long the socket took, in milliseconds; rejects when it does not come about in time. */
  async connect(): Promise<number> {
    const beganMs = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ProblemError('box-unreachable')), connectWithinMs);
    });
    try {
      await Promise.race([this.#connected, late]);
    } finally {
      clearTimeout(timer);
    }
    return performance.now() - beganMs;
  }

  request<N extends RequestName>(name: N, payload: PayloadOf<N>): Promise<ReplyOf<N>> {
    return this.#connection.request(name, payload);
  }

  async leave(): Promise<void> {
    if (this.#connection.state === 'connected') await this.request('leave', {}).catch(() => undefined);
    this.#connection.close();
  }
}
