import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { ProblemError } from '../errors/problem.ts';
import { readFrom, withMessages } from './chat-log.ts';
import type { Stay } from './stay.ts';

/** The chat as far as it is known here: what was missed is read, what is told twice counts once. */
export class Chat {
  readonly #stay: () => Stay | null;
  readonly #onMessages: (messages: ChatMessage[]) => void;
  #messages: ChatMessage[] = [];

  constructor(stay: () => Stay | null, onMessages: (messages: ChatMessage[]) => void) {
    this.#stay = stay;
    this.#onMessages = onMessages;
  }

  add(messages: readonly ChatMessage[]): void {
    this.#messages = withMessages(this.#messages, messages);
    this.#onMessages(this.#messages);
  }

  /** Rejects when the box does not take it. */
  async send(text: string): Promise<void> {
    const stay = this.#stay();
    if (!stay) throw new ProblemError('box-unreachable', 'not in the room');
    const { message } = await stay.request('sendChat', { text });
    this.add([message]);
  }

  /** Reads what is missing up to the newest message, whose number the box told. */
  async catchUp(lastSeq: number): Promise<void> {
    const stay = this.#stay();
    try {
      for (let afterSeq = readFrom(this.#messages); stay && afterSeq < lastSeq; ) {
        const { messages } = await stay.request('readChat', { afterSeq });
        const last = messages.at(-1);
        if (!last) return;
        this.add(messages);
        afterSeq = last.seq;
      }
    } catch (thrown) {
      console.warn('chat: messages could not be read', thrown);
    }
  }
}
