import { Participant, type Place, type Ticket } from './participant.ts';

/** What a crowd is told to do. Rooms are named by their meeting ids. */
export interface Orders {
  /** Everybody of these comes in, so many at a time. */
  join: { order: { place: Place; tickets: Ticket[]; atATime: number }; done: { ms: number } };
  /** People mute and unmute in turn, so many times a second together. */
  toggle: { order: { perSecond: number; forMs: number }; done: { requests: number } };
  /** The same without a pause, so many at a time. */
  rush: { order: { atATime: number; forMs: number }; done: { requests: number; ms: number } };
  /** The first of a room does. */
  toggleOne: { order: { room: string }; done: Record<string, never> };
  /** What all of a room, or of every room, were told since the last time. */
  count: { order: { room?: string }; done: Counted };
}

export interface Counted {
  people: number;
  rosterChanges: number;
  bytes: number;
}

export type OrderName = keyof Orders;
type Order = { [N in OrderName]: { name: N; order: Orders[N]['order'] } }[OrderName];

const people: Participant[] = [];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const carryOut: { [N in OrderName]: (order: Orders[N]['order']) => Promise<Orders[N]['done']> | Orders[N]['done'] } = {
  join: async ({ place, tickets, atATime }) => {
    const startedAtMs = performance.now();
    const waiting = tickets.values();
    const some = async () => {
      for (const ticket of waiting) {
        const person = new Participant(place, ticket);
        await person.join();
        people.push(person);
      }
    };
    await Promise.all(Array.from({ length: atATime }, some));
    return { ms: performance.now() - startedAtMs };
  },
  toggle: async ({ perSecond, forMs }) => {
    const total = Math.round((perSecond * forMs) / 1_000);
    const startedAtMs = performance.now();
    const acks: Promise<void>[] = [];
    while (acks.length < total) {
      const due = Math.min(total, Math.ceil(((performance.now() - startedAtMs) / 1_000) * perSecond));
      while (acks.length < due) acks.push(next().toggleMic());
      await pause(5);
    }
    await Promise.all(acks);
    return { requests: total };
  },
  rush: async ({ atATime, forMs }) => {
    const startedAtMs = performance.now();
    let requests = 0;
    const some = async () => {
      while (performance.now() - startedAtMs < forMs) {
        await next().toggleMic();
        requests += 1;
      }
    };
    await Promise.all(Array.from({ length: atATime }, some));
    return { requests, ms: performance.now() - startedAtMs };
  },
  toggleOne: async ({ room }) => {
    await people.find((person) => person.room === room)?.toggleMic();
    return {};
  },
  count: ({ room }) => {
    const counted = { people: 0, rosterChanges: 0, bytes: 0 };
    for (const person of people) {
      if (room !== undefined && person.room !== room) continue;
      counted.people += 1;
      counted.rosterChanges += person.rosterChanges;
      counted.bytes += person.bytes;
      person.rosterChanges = 0;
      person.bytes = 0;
    }
    return counted;
  },
};

let turn = 0;
/** Everybody in turn: a stranger to the one before, so that the work is spread over the rooms. */
function next(): Participant {
  turn += 1;
  const person = people[turn % people.length];
  if (!person) throw new Error('There is nobody.');
  return person;
}

process.on('message', ({ name, order }: Order) => {
  const act = carryOut[name] as (order: unknown) => unknown;
  Promise.resolve()
    .then(() => act(order))
    .then(
      (done) => process.send?.({ done }),
      (error) => process.send?.({ error: String(error) }),
    );
});
process.on('disconnect', () => process.exit(0));
