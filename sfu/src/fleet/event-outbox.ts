import { maxBoxLinkMessageBytes, type RoomEvent } from '@parley/worker/contract/box-link.ts';

/** Most events in one message, and most kept while the link is down; beyond it the oldest go (the snapshot at hello mends the rest). */
const maxPerMessage = 1000;
/** Of a message's events, in bytes: leaves room for what is around them. */
const maxEventBytes = maxBoxLinkMessageBytes - 4_096;
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
    const message: EventMessage = { type: 'events', seq: this.nextSeq, events: this.waiting.splice(0, this.fitting()) };
    this.nextSeq += 1;
    this.sent.push(message);
    return message;
  }

  /** How many of those that wait fit into one message; at least one. */
  private fitting(): number {
    let bytes = 0;
    const first = this.waiting.slice(0, maxPerMessage);
    const over = first.findIndex((event) => {
      bytes += Buffer.byteLength(JSON.stringify(event)) + 1;
      return bytes > maxEventBytes;
    });
    return over === -1 ? first.length : Math.max(1, over);
  }

  /** Nothing waits to be sent. */
  get isIdle(): boolean {
    return this.waiting.length === 0;
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
