import { randomUUID } from 'node:crypto';
import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import type { NoticeOf } from '../../contract/notices.ts';
import { BoxFailure } from '../errors.ts';
import { cleanChatText } from './chat-text.ts';
import type { Peer } from './peer.ts';
import type { RoomStore } from './room-store.ts';

export interface TalkOptions {
  meetingId: string;
  placement: number;
  store: RoomStore;
  /** Tells everybody in the room who may receive, but this one. */
  tell(chat: NoticeOf<'chat'>, except: Peer | null): void;
  /** Tells the Worker, which keeps a copy for the next box. */
  report(event: RoomEvent): void;
}

/** What people say to each other besides media: chat and raised hands. */
export class Talk {
  private readonly options: TalkOptions;

  constructor(options: TalkOptions) {
    this.options = options;
  }

  get lastChatSeq(): number {
    return this.options.store.lastChatSeq;
  }

  /** @throws {BoxFailure} `request-invalid` when nothing readable is left of the text */
  send(peer: Peer, text: string): ChatMessage {
    const { store, tell } = this.options;
    const cleaned = cleanChatText(text);
    if (cleaned === '') throw new BoxFailure('request-invalid', { detail: 'text: nothing but control characters' });
    const { participantId, name } = peer.identity;
    const message = store.addChat({ id: randomUUID(), participantId, name, text: cleaned, atMs: Date.now() });
    tell({ message }, peer);
    this.report(message);
    return message;
  }

  after(seq: number): ChatMessage[] {
    return this.options.store.chatAfter(seq);
  }

  /** Takes in what was said on another box. The Worker has it, but not the new numbers of what was said here meanwhile. */
  restore(earlier: readonly ChatMessage[]): void {
    const { store, tell } = this.options;
    const { restored, renumbered } = store.mergeChat(earlier);
    for (const message of [...restored, ...renumbered]) tell({ message }, null);
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

  private report(message: ChatMessage): void {
    const { report, meetingId, placement } = this.options;
    report({ type: 'chat', meetingId, placement, message });
  }
}
