import type { RoomEvent } from '@parley/worker/contract/box-link.ts';

/** Most events in one message, and most kept while the link is down; beyond it the oldest go (the snapshot at hello mends the rest). */
const maxPerMessage = 1000;
const maxKept = 20_000;

export interface EventMessage {
  type: 'events';
  seq: number;
  events: RoomEvent[];
}

/** Room events on their way to the Worker: batched, numbered, kept until acked. */
export class EventOutbox {
  private nextSeq = 1;
  private waiting: RoomEvent[] = [];
  private sent: EventMessage[] = [];

  add(event: RoomEvent): void {
    this.waiting.push(event);
    while (this.size > maxKept) if (this.sent.shift() === undefined) this.waiting.shift();
  }

  /** The next message to send, null when there is nothing to say. It is kept until acked. */
  next(): EventMessage | null {
    if (this.waiting.length === 0) return null;
    const message: EventMessage = { type: 'events', seq: this.nextSeq, events: this.waiting.splice(0, maxPerMessage) };
    this.nextSeq += 1;
    this.sent.push(message);
    return message;
  }

  /** Everything up to `seq` has arrived. */
  acked(seq: number): void {
    this.sent = this.sent.filter((message) => message.seq > seq);
  }

  /** After a reconnect: what was sent and not acked, oldest first. */
  unacked(): readonly EventMessage[] {
    return this.sent;
  }

  /** Events that are not known to have arrived. */
  get size(): number {
    return this.waiting.length + this.sent.reduce((sum, { events }) => sum + events.length, 0);
  }
}
