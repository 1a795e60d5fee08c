import type { FromBox, RoomEvent } from '../../contract/box-link.ts';
import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import { type BoxLink, type BoxLinks, sendToBox } from './box-links.ts';
import type { FleetStore, PlacedRoom } from './fleet-store.ts';
import { isWord } from './last-words.ts';
import { forwardEvents, forwardSnapshot, tellRoomLost } from './room-reports.ts';

type Message<Type extends FromBox['type']> = Extract<FromBox, { type: Type }>;
type Needs = { env: Env; ctx: DurableObjectState; store: FleetStore; links: BoxLinks };

/** Passes on what boxes tell of their rooms: of one box in order, and only of rooms placed there. */
export class BoxReports {
  readonly #needs: Needs;
  readonly #passing = new Map<string, Promise<void>>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Who is in the box's rooms, as it said when its link opened. */
  snapshot(boxId: string, placed: readonly PlacedRoom[], open: Message<'hello'>['rooms']): void {
    this.#pass(boxId, () => forwardSnapshot(this.#needs.env, boxId, placed, open));
  }

  /** A forgotten box has no rooms any more. */
  lost(boxId: string, placed: readonly PlacedRoom[]): void {
    this.#pass(boxId, () => tellRoomLost(this.#needs.env, boxId, placed));
  }

  /** A batch of events; one that came before is only acked again. */
  events(socket: WebSocket, link: BoxLink, { seq, events }: Message<'events'>): void {
    const { env, store, links } = this.#needs;
    const { boxId } = link;
    if (seq > link.lastSeq) {
      links.set(socket, { ...link, lastSeq: seq });
      const placed = events.filter((event) => this.#concerns(boxId, event));
      this.#pass(boxId, () => forwardEvents(env, boxId, placed));
      for (const { type, meetingId, placement } of events)
        if (type === 'room-closed') store.moveEnded(boxId, meetingId, placement);
    }
    this.#pass(boxId, async () => {
      sendToBox(socket, { type: 'events-ack', seq });
    });
  }

  /** Only of rooms placed on that box; of one that its people are leaving, what is said and raised there goes with them. */
  #concerns(boxId: string, event: RoomEvent): boolean {
    const { store } = this.#needs;
    const { meetingId, placement } = event;
    if (store.room(meetingId, placement)?.boxId === boxId) return true;
    return isWord(event) && store.boxBeingLeft(meetingId, placement) === boxId;
  }

  #pass(boxId: string, pass: () => Promise<void>): void {
    const passed = (this.#passing.get(boxId) ?? Promise.resolve()).then(pass).catch((error) => {
      log({ level: 'error', event: 'request-failed', where: 'box report', reason: describeError(error) });
    });
    this.#passing.set(boxId, passed);
    this.#needs.ctx.waitUntil(passed);
  }
}
