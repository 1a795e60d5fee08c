import { after } from '../media/after.ts';
import { type Measure, OwnQuality } from './own-quality.ts';
import type { PresenceEvents } from './presence-events.ts';
import type { RoomRequest } from './room-requests.ts';
import type { Entered, Resumed } from './stay.ts';

export type RoomFactsTools = {
  request: RoomRequest;
  events: Pick<PresenceEvents, 'onLocked' | 'onGrants' | 'onSpotlight' | 'onPolls' | 'onOwnQuality'>;
  /** How this person's own connection does. */
  measure: () => Promise<Measure | null>;
};

/** What a room says of itself to who enters or comes back, and what it is told of this person's connection. */
export class RoomFacts {
  readonly #tools: RoomFactsTools;
  readonly #quality: OwnQuality;

  constructor(tools: RoomFactsTools) {
    this.#tools = tools;
    this.#quality = new OwnQuality({
      measure: tools.measure,
      report: (quality) => {
        tools.events.onOwnQuality(quality);
        return tools.request('reportQuality', { quality });
      },
      schedule: after,
    });
  }

  /** `again`: another box, or another stay on it, came before, and what was known is not the room's last word. */
  entered(reply: Pick<Entered, 'locked' | 'grants' | 'spotlight' | 'hasPolls'>, again: boolean): void {
    this.#tell(reply);
    if (reply.hasPolls || again) this.#readPolls();
    this.#quality.entered();
  }

  resumed(resumed: Pick<Resumed, 'locked' | 'grants' | 'spotlight'>): void {
    this.#tell(resumed);
    this.#readPolls();
  }

  close(): void {
    this.#quality.close();
  }

  #tell({ locked, grants, spotlight }: Pick<Resumed, 'locked' | 'grants' | 'spotlight'>): void {
    const { events } = this.#tools;
    events.onLocked(locked);
    events.onGrants(grants);
    events.onSpotlight(spotlight);
  }

  #readPolls(): void {
    this.#tools.request('readPolls', {}).then(
      ({ polls }) => this.#tools.events.onPolls(polls),
      (thrown: unknown) => console.warn('room-facts: polls could not be read', thrown),
    );
  }
}
