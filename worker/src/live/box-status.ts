import type { Box } from '../../contract/boxes.ts';
import type { BoxLinks } from './box-links.ts';
import type { EnrolledBox, FleetStore } from './fleet-store.ts';
import type { Candidate } from './place.ts';

/** What is known of boxes: as they enrolled, and as their links tell. */
export class BoxStatus {
  readonly #store: FleetStore;
  readonly #links: BoxLinks;

  constructor(store: FleetStore, links: BoxLinks) {
    this.#store = store;
    this.#links = links;
  }

  /** By an operator's command, or because the box is about to stop. */
  isDraining(boxId: string): boolean {
    return this.#store.isDraining(boxId) || this.#links.state(boxId, Date.now())?.draining === true;
  }

  candidates(nowMs: number): Candidate[] {
    const counts = this.#store.roomCounts();
    return this.#store.boxes().map((box) => this.#candidate(box, counts.get(box.id) ?? 0, nowMs));
  }

  list(nowMs: number): Box[] {
    return this.#store.boxes().map((box) => {
      const link = this.#links.state(box.id, nowMs);
      return {
        id: box.id,
        url: box.url,
        region: box.region,
        linked: link !== null && !link.silent,
        healthy: link?.healthy ?? false,
        draining: this.isDraining(box.id),
        software: link?.software ?? null,
        participants: link?.load.participants ?? 0,
        rooms: link?.load.rooms ?? 0,
        capacity: link?.capacity ?? 0,
        cpu: link?.load.cpu ?? 0,
        lastSeenAtMs: link?.lastSeenAtMs ?? box.lastLinkedAtMs,
      };
    });
  }

  #candidate(box: EnrolledBox, placed: number, nowMs: number): Candidate {
    const link = this.#links.state(box.id, nowMs);
    return {
      id: box.id,
      region: box.region,
      linked: link !== null,
      silent: link?.silent ?? true,
      healthy: link?.healthy ?? false,
      draining: this.isDraining(box.id),
      participants: link?.load.participants ?? 0,
      capacity: link?.capacity ?? 1,
      cpu: link?.load.cpu ?? 0,
      placed,
    };
  }
}
