const answerPatienceMs = 10_000;

interface JanusMessage {
  readonly janus: string;
  readonly transaction?: string;
  readonly data?: { readonly id: number };
  readonly error?: { readonly reason: string };
  readonly plugindata?: { readonly data: { readonly error?: string } };
  readonly jsep?: { readonly type: 'offer' | 'answer'; readonly sdp: string };
}

/** Janus's own signaling over one WebSocket. It forgets a session that says nothing for a minute: a round is shorter. */
export class JanusSession {
  private sessionId: number | undefined;
  private transactions = 0;
  private readonly waiting = new Map<string, (message: JanusMessage) => void>();
  private readonly socket: WebSocket;

  /** @throws when nobody listens there. */
  static async open(url: string): Promise<JanusSession> {
    const socket = new WebSocket(url, 'janus-protocol');
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer.`)), { once: true });
    });
    const session = new JanusSession(socket);
    session.sessionId = (await session.send({ janus: 'create' })).data?.id;
    return session;
  }

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data)) as JanusMessage));
  }

  /** A new handle of a plugin. */
  async attach(plugin: string): Promise<number> {
    const { data } = await this.send({ janus: 'attach', plugin });
    if (!data) throw new Error(`Janus has no ${plugin}.`);
    return data.id;
  }

  /** Asks a plugin. @throws with Janus's reason when it refuses. */
  async ask(handle: number, body: object, jsep?: JanusMessage['jsep']): Promise<JanusMessage> {
    return await this.send({ janus: 'message', handle_id: handle, body, ...(jsep ? { jsep } : {}) });
  }

  close(): void {
    this.socket.close();
  }

  private async send(message: { janus: string; [key: string]: unknown }): Promise<JanusMessage> {
    const transaction = String(this.transactions++);
    const { promise, resolve, reject } = Promise.withResolvers<JanusMessage>();
    const late = setTimeout(() => reject(new Error(`Janus does not answer "${message.janus}".`)), answerPatienceMs);
    this.waiting.set(transaction, resolve);
    this.socket.send(
      JSON.stringify({ ...message, transaction, ...(this.sessionId ? { session_id: this.sessionId } : {}) }),
    );
    const answer = await promise.finally(() => {
      clearTimeout(late);
      this.waiting.delete(transaction);
    });
    const refusal = answer.error?.reason ?? answer.plugindata?.data.error;
    if (refusal !== undefined) throw new Error(`Janus refuses "${message.janus}": ${refusal}`);
    return answer;
  }

  /** An "ack" only says that a request is being worked on: its answer comes later, as an event. */
  private receive(message: JanusMessage): void {
    if (message.transaction === undefined || message.janus === 'ack') return;
    this.waiting.get(message.transaction)?.(message);
  }
}
