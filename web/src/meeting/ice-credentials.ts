import type { IceServer, SeatKey } from '@parley/worker/contract/meetings.ts';
import { call } from '../api/worker-client.ts';

/** The relay credentials of this person: those of the admission, until fresher ones are asked for. */
export class IceCredentials {
  readonly #meetingId: string;
  #seat: SeatKey | null = null;
  #servers: IceServer[] = [];

  constructor(meetingId: string) {
    this.#meetingId = meetingId;
  }

  get servers(): IceServer[] {
    return this.#servers;
  }

  admitted(seat: SeatKey, servers: IceServer[]): void {
    this.#seat = seat;
    this.#servers = servers;
  }

  /** For an ICE restart, which makes a new allocation. Null when the Worker cannot be asked now. */
  async fresh(): Promise<IceServer[] | null> {
    if (!this.#seat) return null;
    try {
      const reply = await call('iceServers', { params: { id: this.#meetingId }, body: {}, seat: this.#seat });
      this.#servers = reply.iceServers;
      return reply.iceServers;
    } catch (thrown) {
      console.warn('ice-credentials: no fresh ones to be had', thrown);
      return null;
    }
  }
}
