import type { Grant, Role } from '@parley/worker/contract/roles.ts';
import type { NoticeOf } from '../../contract/notices.ts';
import type { LeaveReason, Participant, Quality, Sending, Source } from '../../contract/shapes.ts';
import { grantOfSource } from './grants.ts';
import type { Notifier } from './notifier.ts';
import { nextPeerState, type PeerEvent, type PeerState } from './peer-state.ts';

/** What somebody is and may do: as the join token said, until the live meeting says otherwise. */
export interface Rights {
  /** Grows with each change in the live meeting: of two, the later ones count. */
  version: number;
  role: Role;
  grants: readonly Grant[];
}

/** Who a peer is, as the join token said. */
export interface Identity {
  participantId: string;
  name: string;
  /** When its stay ends, in milliseconds since 1970; null: when they leave. */
  untilMs: number | null;
}

let peersMade = 0;

/** Whose media an endpoint is: see `Peer.endpointId`. */
export function participantOf(endpointId: string): string {
  return endpointId.slice(0, endpointId.lastIndexOf('#'));
}

/** The box's end of one participant. */
export class Peer {
  /** Its media's id: another one for each peer of a participant, so that a replaced one never touches its successor's media. */
  readonly endpointId: string;

  state: PeerState = 'connected';
  /** How it ended; null while it lives. */
  leaveReason: LeaveReason | null = null;
  /** A join is being carried out: a second one is refused meanwhile. */
  joining = false;
  joinedAtMs = 0;
  /** What it sends, by whatever way, and whether it is muted. */
  readonly sources = new Map<Source, boolean>();
  /** The others must not learn its network address. */
  hideAddress = false;
  /** How its connection does, as its client says. */
  quality: Quality = 'good';
  rights: Rights;
  /** When its socket was lost last, in milliseconds since 1970; 0 for never. */
  lostAtMs = 0;
  /** What others stopped last, as long as it has not said anything about its sources since: its client may have missed it. */
  stopped: { notice: NoticeOf<'sourcesStopped'>; atMs: number } | null = null;
  /** It replaced a participant: the Worker counts on someone being there, and must hear it if this one never joins. */
  reportedPresent = false;

  readonly identity: Identity;
  readonly notifier: Notifier;

  constructor(identity: Identity, rights: Rights, notifier: Notifier) {
    this.identity = identity;
    this.rights = rights;
    this.notifier = notifier;
    peersMade += 1;
    this.endpointId = `${identity.participantId}#${peersMade}`;
  }

  get id(): string {
    return this.identity.participantId;
  }

  /** The others see it. */
  get present(): boolean {
    return this.state === 'joined' || this.state === 'suspended';
  }

  may(grant: Grant): boolean {
    return this.rights.grants.includes(grant);
  }

  /** Takes the event if the state allows it; returns the state before, null when refused. */
  take(event: PeerEvent): PeerState | null {
    const before = this.state;
    const next = nextPeerState(before, event);
    if (next === null) return null;
    this.state = next;
    return before;
  }

  /** What it says it sends, as far as it may. */
  say(sources: readonly Sending[]): void {
    for (const { source, muted } of sources) if (this.may(grantOfSource[source])) this.sources.set(source, muted);
  }

  describe(handRaisedAtMs: number | null): Participant {
    const { participantId: id, name } = this.identity;
    const sending = [...this.sources].map(([source, muted]) => ({ source, muted }));
    const { joinedAtMs, quality } = this;
    const suspended = this.state === 'suspended';
    return { id, name, role: this.rights.role, suspended, sending, joinedAtMs, handRaisedAtMs, quality };
  }
}
