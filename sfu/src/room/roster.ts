import type { Participant } from '../../contract/shapes.ts';
import type { ExpectedPeople } from './expected-people.ts';
import type { Peer } from './peer.ts';

/** Who is in a room, as the others see them: peers, and people who are waited for. */
export class Roster {
  /** By participant id. */
  readonly peers = new Map<string, Peer>();
  /** People who were in the room on another box. */
  readonly expected: ExpectedPeople;
  private readonly handOf: (participantId: string) => number | null;

  constructor(expected: ExpectedPeople, handOf: (participantId: string) => number | null) {
    this.expected = expected;
    this.handOf = handOf;
  }

  /** Everybody that the others see, in the order of joining. */
  participants(): Participant[] {
    const present = [...this.peers.values()].filter((peer) => peer.present).map((peer) => this.describe(peer));
    return [...present, ...this.expected.describe(this.handOf)].sort((a, b) => a.joinedAtMs - b.joinedAtMs);
  }

  describe(peer: Peer): Participant {
    return peer.describe(this.handOf(peer.id));
  }

  find(participantId: string): Participant | undefined {
    const peer = this.peers.get(participantId);
    return peer?.present ? this.describe(peer) : this.expected.describeOne(participantId, this.handOf);
  }

  /** Others see them: here, or on their way from another box. */
  has(participantId: string): boolean {
    return this.peers.get(participantId)?.present === true || this.expected.has(participantId);
  }

  /** Peers, and people who are waited for: what a meeting without a box between has places for. */
  get seats(): number {
    return this.peers.size + this.expected.ids.filter((id) => !this.peers.has(id)).length;
  }

  /** Has a place here already. */
  knows(participantId: string): boolean {
    return this.peers.has(participantId) || this.expected.has(participantId);
  }
}
