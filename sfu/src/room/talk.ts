import { randomUUID } from 'node:crypto';
import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { SharedFile } from '@parley/worker/contract/files.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { BoxFailure } from '../errors.ts';
import { cleanChatText } from './chat-text.ts';
import type { RoomStore } from './room-store.ts';

export interface TalkOptions {
  meetingId: string;
  placement: number;
  store: RoomStore;
  /** Tells those in the room who are meant and may receive. */
  tell(message: ChatMessage, isMeant: (participantId: string) => boolean): void;
  /** Tells the Worker, which keeps a copy for the next box. */
  report(event: RoomEvent): void;
}

/** Someone who says something, as they are called then. */
export type Author = Pick<ChatMessage, 'participantId' | 'name' | 'role'>;

/** What is said to one person is for that one and its author. */
function mayRead({ participantId, to }: ChatMessage, readerId: string): boolean {
  return to === null || to.participantId === readerId || participantId === readerId;
}

/** What people say to each other besides media: chat and raised hands. */
export class Talk {
  private readonly options: TalkOptions;

  constructor(options: TalkOptions) {
    this.options = options;
  }

  /** Of the newest message that is for this participant; 0 for none. */
  lastChatSeq(readerId: string): number {
    return this.after(0, readerId).at(-1)?.seq ?? 0;
  }

  /**
   * `to`: the one person whom it is for; null: everybody. Its author has it from the reply.
   * @throws {BoxFailure} `request-invalid` when nothing readable is left of the text
   */
  send(author: Author, text: string, to: ChatMessage['to']): ChatMessage {
    const cleaned = cleanChatText(text);
    if (cleaned === '') throw new BoxFailure('request-invalid', { detail: 'text: nothing but control characters' });
    const message = this.add({ ...author, to, text: cleaned, file: null });
    this.options.tell(message, (id) => id !== author.participantId && mayRead(message, id));
    return message;
  }

  /** Says that somebody shared a file; they hear of it here, as it was not the box that they gave it to. Once per file. */
  share(author: Author, file: SharedFile, to: ChatMessage['to']): void {
    if (this.options.store.chatAfter(0).some((earlier) => earlier.file?.id === file.id)) return;
    const message = this.add({ ...author, to, text: '', file });
    this.options.tell(message, (id) => mayRead(message, id));
  }

  /** Messages after `seq` that are for this participant, oldest first. */
  after(seq: number, readerId: string): ChatMessage[] {
    return this.options.store.chatAfter(seq).filter((message) => mayRead(message, readerId));
  }

  /** Takes in what was said on another box. The Worker has it, but not the new numbers of what was said here meanwhile. */
  restore(earlier: readonly ChatMessage[]): void {
    const { store, tell } = this.options;
    const { restored, renumbered } = store.mergeChat(earlier);
    for (const message of [...restored, ...renumbered]) tell(message, (id) => mayRead(message, id));
    for (const message of renumbered) this.report(message);
  }

  hand(participantId: string): number | null {
    return this.options.store.hand(participantId);
  }

  /** False when it was so already. */
  setHand(participantId: string, raised: boolean): boolean {
    const { store, report, meetingId, placement } = this.options;
    if ((store.hand(participantId) !== null) === raised) return false;
    const atMs = Date.now();
    const raisedAtMs = raised ? atMs : null;
    store.setHand(participantId, raisedAtMs);
    report({ type: 'hand', meetingId, placement, participantId, atMs, raisedAtMs });
    return true;
  }

  /** Without a word to anybody: as it was on another box, or down because they left. */
  putHand(participantId: string, raisedAtMs: number | null): void {
    this.options.store.setHand(participantId, raisedAtMs);
  }

  private add(said: Omit<ChatMessage, 'id' | 'seq' | 'atMs'>): ChatMessage {
    const message = this.options.store.addChat({ ...said, id: randomUUID(), atMs: Date.now() });
    this.report(message);
    return message;
  }

  private report(message: ChatMessage): void {
    const { report, meetingId, placement } = this.options;
    report({ type: 'chat', meetingId, placement, message });
  }
}
