import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { type Problem, ProblemError, problemOf } from '../errors/problem.ts';
import { readFrom, withMessages } from './chat-log.ts';
import type { Stay } from './stay.ts';

/** Failures after which nobody here knows whether the box took a message. */
const unanswered: readonly Problem[] = ['box-silent', 'box-unreachable'];
/** More than anybody writes while a room moves. */
const renumberedAtMost = 50;

/** The chat as far as it is known here: what was missed is read, what is told twice counts once. */
export class Chat {
  readonly #stay: () => Stay | null;
  readonly #onMessages: (messages: ChatMessage[]) => void;
  #messages: ChatMessage[] = [];
  /** The box may have it all the same: sent once more with the same id, it is there once. */
  #unanswered: { text: string; to: string | null; id: string } | null = null;

  constructor(stay: () => Stay | null, onMessages: (messages: ChatMessage[]) => void) {
    this.#stay = stay;
    this.#onMessages = onMessages;
  }

  add(messages: readonly ChatMessage[]): void {
    this.#messages = withMessages(this.#messages, messages);
    this.#onMessages(this.#messages);
  }

  /**
   * Rejects when the box does not take it, or does not answer; then the same text may be sent again and comes once.
   *
   * @param to the only one to read it; null: everybody
   */
  async send(text: string, to: string | null = null): Promise<void> {
    const stay = this.#stay();
    if (!stay) throw new ProblemError('box-unreachable', 'not in the room');
    const again = this.#unanswered?.text === text && this.#unanswered.to === to;
    const id = again && this.#unanswered ? this.#unanswered.id : crypto.randomUUID();
    this.#unanswered = null;
    try {
      const { message } = await stay.request('sendChat', { text, ...(to ? { to } : {}) }, { id });
      this.add([message]);
    } catch (thrown) {
      if (unanswered.includes(problemOf(thrown))) this.#unanswered = { text, to, id };
      throw thrown;
    }
  }

  /**
   * Reads what is missing up to the newest message, whose number the box told. `otherBox`: it was entered after another one, and
   * what was written while the room was on the way may have other numbers here.
   */
  async catchUp(lastSeq: number, { otherBox = false } = {}): Promise<void> {
    const stay = this.#stay();
    const from = Math.max(0, Math.min(readFrom(this.#messages), lastSeq) - (otherBox ? renumberedAtMost : 0));
    try {
      for (let afterSeq = from; stay && afterSeq < lastSeq; ) {
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
