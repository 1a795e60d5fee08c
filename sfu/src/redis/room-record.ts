import type { RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { Role } from '@parley/worker/contract/roles.ts';
import { maxChatMessages } from '@parley/worker/contract/room-state.ts';
import type { Restore } from '../room/room-store.ts';

/** Fields and bytes in one batch: what Redis takes in without keeping others waiting. */
const maxBatchFields = 200;
const maxBatchBytes = 256 * 1024;
/** Most people and votes of one room that are kept. */
const maxPeople = 1_000;
const maxVotes = 20_000;

/** A part of what is to be written. */
export interface Batch {
  /** Everything stored so far goes first. */
  isFirst: boolean;
  set: [field: string, value: string][];
  remove: string[];
}

/** Somebody who is in the room. */
export interface Person {
  name: string;
  role: Role;
}

/**
 * One room's soft state as it is kept elsewhere: a value for each thing, and which of them have to be written. However long that cannot
 * be, only the newest value of each waits.
 */
export class RoomRecord {
  private readonly fields = new Map<string, string>();
  private readonly chatSeqs = new Map<string, number>();
  private readonly counts = { person: 0, vote: 0 };
  private waiting = new Set<string>();
  private isFirst = false;
  private isLoaded = false;

  /** Whom everybody sees; null: nobody. */
  get spotlight(): string | null {
    const text = this.fields.get('spotlight');
    return text === undefined ? null : JSON.parse(text);
  }

  get isDirty(): boolean {
    return this.waiting.size > 0 || this.isFirst;
  }

  /**
   * Takes in what is stored already. What was learned here since counts more.
   * @returns what of it was not removed here since
   */
  load(stored: Readonly<Record<string, string>>): Record<string, string> {
    const left = Object.entries(stored).filter(([field]) => this.fields.has(field) || !this.waiting.has(field));
    for (const [field, value] of left) if (!this.fields.has(field)) this.keep(field, value);
    this.isLoaded = true;
    this.boundChat();
    return Object.fromEntries(left);
  }

  /** Something happened in the room. `personOf`: who somebody is now; null: they are not in. */
  take(event: RoomEvent, personOf: (participantId: string) => Person | null): void {
    switch (event.type) {
      case 'participant-joined': {
        const person = personOf(event.participantId);
        if (person) this.set(`person:${event.participantId}`, person);
        return;
      }
      case 'participant-left':
        this.remove(`person:${event.participantId}`);
        if (event.reason !== 'replaced') this.remove(`hand:${event.participantId}`);
        return;
      case 'chat':
        this.setChat(event.message);
        return;
      case 'hand':
        this.setOrRemove(`hand:${event.participantId}`, event.raisedAtMs);
        return;
      case 'poll':
        this.setOrRemove(`poll:${event.id}`, event.poll);
        if (event.poll === null) this.removeAll(`vote:${event.id}:`);
        return;
      case 'vote':
        this.setVote(event.vote);
        return;
      case 'spotlight':
        this.setOrRemove('spotlight', event.participantId);
        return;
      case 'room-closed':
        return;
      default:
        event satisfies never;
    }
  }

  /** The room took in what it had elsewhere. */
  takePart({ expected, chat, polls, votes, spotlight }: Restore): void {
    for (const { id, name, role, handRaisedAtMs } of expected) {
      this.set(`person:${id}`, { name, role } satisfies Person);
      this.setOrRemove(`hand:${id}`, handRaisedAtMs);
    }
    for (const message of chat) this.setChat(message);
    for (const poll of polls) this.set(`poll:${poll.id}`, poll);
    for (const vote of votes) this.setVote(vote);
    if (spotlight !== null) this.set('spotlight', spotlight);
  }

  /** The next things to write; null when there are none. Whoever could not write them gives them back with `failed`. */
  next(): Batch | null {
    if (!this.isDirty) return null;
    const batch: Batch = { isFirst: this.isFirst, set: [], remove: [] };
    this.isFirst = false;
    let bytes = 0;
    for (const field of this.waiting) {
      if (batch.set.length + batch.remove.length >= maxBatchFields || bytes >= maxBatchBytes) break;
      this.waiting.delete(field);
      const value = this.fields.get(field);
      if (value === undefined) batch.remove.push(field);
      else batch.set.push([field, value]);
      bytes += field.length + (value?.length ?? 0);
    }
    return batch;
  }

  failed({ isFirst, set, remove }: Batch): void {
    this.isFirst ||= isFirst;
    for (const field of [...set.map(([name]) => name), ...remove]) this.waiting.add(field);
  }

  /** What was written may be lost: all of it has to be written anew. */
  rewrite(): void {
    this.isLoaded = true;
    this.isFirst = true;
    this.waiting = new Set(this.fields.keys());
  }

  private setChat(message: { id: string; seq: number }): void {
    this.set(`chat:${message.id}`, message);
    this.boundChat();
  }

  private setVote(vote: { pollId: string; participantId: string; option: number | null }): void {
    this.setOrRemove(`vote:${vote.pollId}:${vote.participantId}`, vote.option === null ? null : vote);
  }

  private setOrRemove(field: string, value: unknown): void {
    if (value === null) this.remove(field);
    else this.set(field, value);
  }

  private set(field: string, value: unknown): void {
    const text = JSON.stringify(value);
    if (this.fields.get(field) !== text && this.keep(field, text)) this.waiting.add(field);
  }

  /** False when there are as many of the kind as may be. */
  private keep(field: string, value: string): boolean {
    const kind = countedKind(field);
    if (kind && !this.fields.has(field)) {
      if (this.counts[kind] >= (kind === 'person' ? maxPeople : maxVotes)) return false;
      this.counts[kind] += 1;
    }
    this.fields.set(field, value);
    if (field.startsWith('chat:')) this.chatSeqs.set(field, seqOf(value));
    return true;
  }

  private remove(field: string): void {
    const isKnown = this.fields.delete(field);
    // As long as nobody knows what is stored, it may be.
    if (!isKnown && this.isLoaded) return;
    const kind = isKnown ? countedKind(field) : null;
    if (kind) this.counts[kind] -= 1;
    this.chatSeqs.delete(field);
    this.waiting.add(field);
  }

  private removeAll(prefix: string): void {
    for (const field of [...this.fields.keys()]) if (field.startsWith(prefix)) this.remove(field);
  }

  /** Only the newest messages are kept, as in the room. */
  private boundChat(): void {
    while (this.chatSeqs.size > maxChatMessages) {
      const oldest = [...this.chatSeqs].reduce((least, one) => (one[1] < least[1] ? one : least));
      this.remove(oldest[0]);
    }
  }
}

function countedKind(field: string): 'person' | 'vote' | null {
  if (field.startsWith('person:')) return 'person';
  return field.startsWith('vote:') ? 'vote' : null;
}

/** 0 for what is no message: the first to go. */
function seqOf(value: string): number {
  try {
    const seq: unknown = JSON.parse(value)?.seq;
    return typeof seq === 'number' ? seq : 0;
  } catch {
    return 0;
  }
}
