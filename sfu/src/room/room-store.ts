import type { BoxCommand } from '@parley/worker/contract/box-link.ts';
import { type ChatMessage, maxChatMessages } from '@parley/worker/contract/room-state.ts';
import { PollBook } from './poll-book.ts';

/** What a room takes over from the placement before, or from an earlier life of its box. */
export type Restore = Pick<
  BoxCommand & { name: 'restore-room' },
  'expected' | 'chat' | 'polls' | 'votes' | 'spotlight'
>;

/**
 * The soft state of one room: what people would miss if it were lost. Reads are answered at once, from memory. With `REDIS_URL` a copy is
 * kept outside this process by `redis/room-keeper`, which hears of every change as the Worker does, and gives it back as a `Restore`.
 */
export interface RoomStore {
  /** Its polls and votes. */
  readonly polls: PollBook;
  /** Participant id of whom a host shows to everybody; null for nobody. */
  spotlight: string | null;
  /** Of the newest message; 0 for none. */
  readonly lastChatSeq: number;
  /** Gives a message the next number and keeps it. */
  addChat(message: Omit<ChatMessage, 'seq'>): ChatMessage;
  /** Messages after `seq`, oldest first. */
  chatAfter(seq: number): ChatMessage[];
  /**
   * Takes in the messages of an earlier placement. A message of this one whose number they have taken moves behind them.
   * @returns what is new or renumbered, oldest first
   */
  mergeChat(earlier: readonly ChatMessage[]): { restored: ChatMessage[]; renumbered: ChatMessage[] };
  /** When someone raised their hand; null when it is down. */
  hand(participantId: string): number | null;
  setHand(participantId: string, raisedAtMs: number | null): void;
}

/** Keeps it in this process. */
export class MemoryRoomStore implements RoomStore {
  readonly polls = new PollBook();
  spotlight: string | null = null;
  private chat: ChatMessage[] = [];
  private lastSeq = 0;
  private readonly hands = new Map<string, number>();

  get lastChatSeq(): number {
    return this.lastSeq;
  }

  addChat(message: Omit<ChatMessage, 'seq'>): ChatMessage {
    this.lastSeq += 1;
    const numbered = { ...message, seq: this.lastSeq };
    this.keep([...this.chat, numbered]);
    return numbered;
  }

  chatAfter(seq: number): ChatMessage[] {
    return this.chat.filter((message) => message.seq > seq);
  }

  mergeChat(earlier: readonly ChatMessage[]): { restored: ChatMessage[]; renumbered: ChatMessage[] } {
    const known = new Set(this.chat.map(({ id }) => id));
    const restored = earlier.filter(({ id }) => !known.has(id)).toSorted((a, b) => a.seq - b.seq);
    const taken = new Set(restored.map(({ seq }) => seq));
    const stay = this.chat.filter(({ seq }) => !taken.has(seq));
    this.lastSeq = Math.max(this.lastSeq, ...taken);
    const renumbered = this.chat
      .filter(({ seq }) => taken.has(seq))
      .map((message) => {
        this.lastSeq += 1;
        return { ...message, seq: this.lastSeq };
      });
    this.keep([...stay, ...restored, ...renumbered].toSorted((a, b) => a.seq - b.seq));
    return { restored, renumbered };
  }

  hand(participantId: string): number | null {
    return this.hands.get(participantId) ?? null;
  }

  setHand(participantId: string, raisedAtMs: number | null): void {
    if (raisedAtMs === null) this.hands.delete(participantId);
    else this.hands.set(participantId, raisedAtMs);
  }

  private keep(messages: ChatMessage[]): void {
    this.chat = messages.slice(-maxChatMessages);
  }
}
