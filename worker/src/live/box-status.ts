import type { BoxProblem } from '../../contract/box-link.ts';
import { roomSizes } from '../../contract/box-link.ts';
import type { Box } from '../../contract/boxes.ts';
import type { BoxLinks } from './box-links.ts';
import type { Coming } from './coming.ts';
import type { EnrolledBox, FleetStore } from './fleet-store.ts';
import type { LookFromOutside } from './look-from-outside.ts';
import type { Candidate } from './place.ts';

const noLoad = {
  participants: 0,
  rooms: 0,
  roomsInP2p: 0,
  roomsBySize: [...roomSizes, 'more'].map(() => 0),
  cpu: 0,
  consumers: 0,
  sendMbps: 0,
};

type Needs = { store: FleetStore; links: BoxLinks; looks: LookFromOutside; coming: Coming };

/** What is known of boxes: as they enrolled, as their links tell, and as they are seen from outside. */
export class BoxStatus {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** By an operator's command, or because the box is about to stop. */
  isDraining(boxId: string): boolean {
    const { store, links } = this.#needs;
    return store.isDraining(boxId) || links.state(boxId, Date.now())?.draining === true;
  }

  candidates(nowMs: number): Candidate[] {
    return this.#needs.store.boxes().map((box) => this.#candidate(box, nowMs));
  }

  list(nowMs: number): Box[] {
    return this.#needs.store.boxes().map((box) => {
      const link = this.#needs.links.state(box.id, nowMs);
      const linked = link !== null && !link.silent;
      const problems = link ? this.#problems(box.id, link.problems) : [];
      return {
        id: box.id,
        url: box.url,
        region: box.region,
        linked,
        healthy: linked && problems.length === 0,
        problems,
        draining: this.isDraining(box.id),
        software: link?.software ?? null,
        ...(link?.load ?? noLoad),
        capacity: link?.capacity ?? 0,
        capacityMbps: link?.capacityMbps ?? null,
        protocol: link?.protocol ?? null,
        lastSeenAtMs: link?.lastSeenAtMs ?? box.lastLinkedAtMs,
      };
    });
  }

  /** What the box found itself, and what was seen from outside. */
  #problems(boxId: string, own: readonly BoxProblem[]): BoxProblem[] {
    return [...new Set([...own, ...this.#needs.looks.problems(boxId)])];
  }

  #candidate({ id, region }: EnrolledBox, nowMs: number): Candidate {
    const { links, coming, looks } = this.#needs;
    const link = links.state(id, nowMs);
    const { participants, cpu, consumers, sendMbps } = link?.load ?? noLoad;
    return {
      id,
      region,
      healthy: link !== null && !link.silent && link.problems.length === 0,
      reached: looks.problems(id).length === 0,
      draining: this.isDraining(id),
      ...{ participants, cpu, consumers, sendMbps },
      capacity: link?.capacity ?? 1,
      capacityMbps: link?.capacityMbps ?? null,
      coming: coming.count(id, nowMs),
    };
  }
}
