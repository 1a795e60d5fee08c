import type { IceServer, SeatKey } from '@parley/worker/contract/meetings.ts';
import { call } from '../api/worker-client.ts';

/** Runs it later, unless the returned function is called before. */
type Schedule = (task: () => void, delayMs: number) => () => void;

/** How long to wait after the Worker could not be asked. */
const retryMs = 30_000;

/**
 * The relay credentials of this person: those of the admission, replaced at half of their life, because a connection may begin at any
 * time and makes new allocations: to the second person, who comes hours after the first.
 */
export class IceCredentials {
  readonly #meetingId: string;
  readonly #schedule: Schedule;
  #seat: SeatKey | null = null;
  #servers: IceServer[] = [];
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(meetingId: string, schedule: Schedule) {
    this.#meetingId = meetingId;
    this.#schedule = schedule;
  }

  get servers(): IceServer[] {
    return this.#servers;
  }

  admitted(seat: SeatKey, servers: IceServer[]): void {
    this.#seat = seat;
    this.#take(servers);
  }

  /** For an ICE restart, which makes a new allocation. Null when the Worker cannot be asked now. */
  async fresh(): Promise<IceServer[] | null> {
    if (!this.#seat) return null;
    try {
      const reply = await call('iceServers', { params: { id: this.#meetingId }, body: {}, seat: this.#seat });
      this.#take(reply.iceServers);
      return reply.iceServers;
    } catch (thrown) {
      console.warn('ice-credentials: no fresh ones to be had', thrown);
      return null;
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #take(servers: IceServer[]): void {
    this.#servers = servers;
    const lives = servers.flatMap(({ goodForSeconds }) => (goodForSeconds === undefined ? [] : [goodForSeconds]));
    if (lives.length > 0) this.#renewIn(Math.min(...lives) * 500);
  }

  #renewIn(delayMs: number): void {
    this.#cancel();
    if (this.#closed) return;
    this.#cancel = this.#schedule(() => void this.#renew(), delayMs);
  }

  async #renew(): Promise<void> {
    if ((await this.fresh()) === null) this.#renewIn(retryMs);
  }
}
