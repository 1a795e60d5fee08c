import type { RoomEnd, RoomEvent } from '@parley/worker/contract/box-link.ts';
import type { NoticeName, NoticeOf } from '../../contract/notices.ts';
import type { PayloadOf, ReplyOf } from '../../contract/requests.ts';
import type { LeaveReason, Participant } from '../../contract/shapes.ts';
import { connection } from '../../contract/version.ts';
import { BoxFailure } from '../errors.ts';
import type { Log } from '../log.ts';
import type { MediaWorkers } from '../media/media-workers.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { Notifier } from './notifier.ts';
import { type Identity, Peer } from './peer.ts';
import { RoomMedia, type RoomMediaEvents } from './room-media.ts';
import { nextRoomState, type RoomState, type RoomStateEvent } from './room-state.ts';

/** How long a room waits, in milliseconds. */
export const defaultRoomTimes = {
  /** For the `join` of a connected peer. */
  joinDeadlineMs: 30_000,
  /** For the next socket of a suspended peer. */
  resumeGraceMs: connection.resumeGraceMs as number,
  /**
   * The same once their media are lost as well, which takes the media worker some 15 s to see: a closed tab, rather than a box that
   * cannot be reached. Whoever comes back later asks the Worker, and is the same participant.
   */
  unreachableGraceMs: 2_000,
  /** For the next peer of an empty room. */
  emptyGraceMs: 30_000,
};
export type RoomTimes = typeof defaultRoomTimes;

export interface RoomDependencies {
  workers: MediaWorkers;
  timers: Timers;
  log: Log;
  times: RoomTimes;
  /** Tells the Worker, over the box link. */
  report(event: RoomEvent): void;
}

/** A live meeting's media and signaling on this box: its peers, what they send, and how it ends. */
export class Room {
  state: RoomState = 'opening';
  /** By participant id. */
  readonly peers = new Map<string, Peer>();
  readonly media: RoomMedia;
  private readonly deadlines = new Map<Peer, Cancel>();
  private cancelEmptyGrace: Cancel = () => {};

  readonly meetingId: string;
  readonly placement: number;
  locked: boolean;
  private readonly dependencies: RoomDependencies;
  private readonly onClosed: (room: Room) => void;

  constructor(
    meetingId: string,
    placement: number,
    locked: boolean,
    dependencies: RoomDependencies,
    onClosed: (room: Room) => void,
  ) {
    this.meetingId = meetingId;
    this.placement = placement;
    this.locked = locked;
    this.dependencies = dependencies;
    this.onClosed = onClosed;
    this.media = new RoomMedia(placement, dependencies.workers, dependencies.timers, this.mediaEvents());
    this.dependencies.log('room-opened', this.name);
    void this.media.open();
  }

  /** Takes in someone whose token was checked. The newer connection wins: an earlier peer of theirs leaves as `replaced`. */
  admit(identity: Identity, notifier: Notifier): Peer {
    const earlier = this.peers.get(identity.participantId);
    const peer = new Peer(identity, notifier);
    this.peers.set(peer.id, peer);
    if (earlier) {
      peer.reportedPresent = earlier.present || earlier.reportedPresent;
      this.end(earlier, 'replaced');
    }
    this.take('peer-came');
    this.setDeadline(peer, this.dependencies.times.joinDeadlineMs);
    this.dependencies.log('peer-connected', { ...this.name, participantId: peer.id });
    return peer;
  }

  /** A socket for the peer. Returns what a kept participant missed, null for one that has yet to join. */
  attach(peer: Peer): NoticeOf<'connected'>['resumed'] {
    const before = peer.take('socket-attached');
    if (before === 'suspended') {
      this.clearDeadline(peer);
      this.announceChange(peer);
      this.dependencies.log('peer-resumed', { ...this.name, participantId: peer.id });
    }
    if (!peer.present) return null;
    return {
      epoch: this.media.epoch,
      participants: this.participants(),
      consumers: this.media.consumers(peer),
      locked: this.locked,
      watchedLayers: this.media.watchedLayers(peer),
    };
  }

  /** Tells one peer who speaks: after a resume, for it is told otherwise only when it changes. */
  tellSpeakers(peer: Peer): void {
    peer.notifier.notify('speakers', { participantIds: this.media.speaking() });
  }

  /** The peer's socket is lost: a participant is kept for the grace, media go on. */
  detach(peer: Peer): void {
    if (peer.take('socket-lost') !== 'joined') return;
    const { resumeGraceMs, unreachableGraceMs } = this.dependencies.times;
    this.setDeadline(peer, this.media.unreachable(peer) ? unreachableGraceMs : resumeGraceMs);
    this.announceChange(peer);
    this.dependencies.log('peer-suspended', { ...this.name, participantId: peer.id });
  }

  async join(peer: Peer, payload: PayloadOf<'join'>): Promise<ReplyOf<'join'>> {
    if (peer.joining) throw new BoxFailure('wrong-state');
    peer.joining = true;
    try {
      const media = await this.media.openEndpoint(peer, peer.may('receive'), payload);
      peer.joinedAtMs = Date.now();
      if (peer.take('join') === null) {
        this.media.forget(peer);
        throw new BoxFailure('wrong-state', { detail: 'The peer left meanwhile.' });
      }
      // The socket may have been lost while the media were made: the peer is a participant now, and waits for its next one.
      if (!peer.notifier.online) this.detach(peer);
      else this.clearDeadline(peer);
      const participant = this.describe(peer);
      this.broadcast('participantJoined', { participant }, peer);
      this.report('participant-joined', peer);
      this.dependencies.log('peer-joined', { ...this.name, participantId: peer.id });
      return { participantId: peer.id, participants: this.participants(), locked: this.locked, media };
    } finally {
      peer.joining = false;
    }
  }

  async openMedia(peer: Peer, payload: PayloadOf<'openMedia'>): Promise<ReplyOf<'openMedia'>> {
    const setup = await this.media.openEndpoint(peer, peer.may('receive'), payload);
    if (peer.state === 'left') this.media.forget(peer);
    this.announceChange(peer);
    return setup;
  }

  /** Ends a peer's stay. The others are told if they saw it; its client is told if it has a connection. */
  end(peer: Peer, reason: LeaveReason): void {
    const wasPresent = peer.present;
    if (peer.take('leave') === null) return;
    peer.leaveReason = reason;
    this.clearDeadline(peer);
    this.media.forget(peer);
    if (this.peers.get(peer.id) === peer) this.peers.delete(peer.id);
    if (wasPresent) {
      this.broadcast('participantLeft', { participantId: peer.id, reason });
    }
    if (wasPresent || peer.reportedPresent) this.report('participant-left', peer, reason);
    this.dependencies.log('peer-left', { ...this.name, participantId: peer.id, reason });
    peer.notifier.end(reason);
    if (this.peers.size === 0) this.take('last-peer-left');
  }

  /** Ends everybody's stay for this reason, and the room. */
  close(reason: RoomEnd): void {
    if (this.take('close') === null) return;
    // `empty` has nobody to tell.
    for (const peer of [...this.peers.values()]) this.end(peer, reason === 'empty' ? 'failed' : reason);
    this.cancelEmptyGrace();
    this.media.close();
    const { meetingId, placement } = this;
    this.dependencies.report({ type: 'room-closed', meetingId, placement, atMs: Date.now(), reason });
    this.dependencies.log('room-closed', { ...this.name, reason });
    this.onClosed(this);
  }

  setLocked(locked: boolean): void {
    if (locked === this.locked) return;
    this.locked = locked;
    this.broadcast('roomLocked', { locked });
  }

  /** Tells the others how someone is now. */
  announceChange(peer: Peer): void {
    if (peer.present) this.broadcast('participantChanged', { participant: this.describe(peer) }, peer);
  }

  /** Everybody that the others see, in the order of joining. */
  participants(): Participant[] {
    const present = [...this.peers.values()].filter((peer) => peer.present);
    return present.sort((a, b) => a.joinedAtMs - b.joinedAtMs).map((peer) => this.describe(peer));
  }

  private describe(peer: Peer): Participant {
    return peer.describe(this.media.sending(peer));
  }

  private broadcast<N extends NoticeName>(name: N, notice: NoticeOf<N>, except?: Peer): void {
    for (const peer of this.peers.values())
      if (peer.state === 'joined' && peer !== except) peer.notifier.notify(name, notice);
  }

  private get name() {
    return { meetingId: this.meetingId, placement: this.placement };
  }

  private take(event: RoomStateEvent): RoomState | null {
    const next = nextRoomState(this.state, event);
    if (next === null) return null;
    if (next === 'empty' && this.state !== 'empty') {
      this.cancelEmptyGrace = this.dependencies.timers.after(this.dependencies.times.emptyGraceMs, () =>
        this.close('empty'),
      );
    }
    if (this.state === 'empty' && next !== 'empty') this.cancelEmptyGrace();
    this.state = next;
    return next;
  }

  /** A peer that lets its deadline pass is gone. */
  private setDeadline(peer: Peer, ms: number): void {
    this.clearDeadline(peer);
    this.deadlines.set(
      peer,
      this.dependencies.timers.after(ms, () => this.end(peer, 'connection-lost')),
    );
  }

  private clearDeadline(peer: Peer): void {
    this.deadlines.get(peer)?.();
    this.deadlines.delete(peer);
  }

  private report(type: 'participant-joined', peer: Peer): void;
  private report(type: 'participant-left', peer: Peer, reason: LeaveReason): void;
  private report(type: 'participant-joined' | 'participant-left', peer: Peer, reason?: LeaveReason): void {
    const { meetingId, placement } = this;
    const event = { meetingId, placement, participantId: peer.id, atMs: Date.now() };
    this.dependencies.report(
      type === 'participant-left' ? { type, ...event, reason: reason ?? 'left' } : { type, ...event },
    );
  }

  private mediaEvents(): RoomMediaEvents {
    const { log } = this.dependencies;
    const peerOf = (endpointId: string) => [...this.peers.values()].find((peer) => peer.endpointId === endpointId);
    return {
      consumerAdded: (id, epoch, consumer) => peerOf(id)?.notifier.notify('consumerAdded', { epoch, consumer }),
      consumerClosed: (id, consumerId) => peerOf(id)?.notifier.notify('consumerClosed', { consumerId }),
      watchedLayers: (id, source, maxSpatialLayer) =>
        peerOf(id)?.notifier.notify('watchedLayers', { source, maxSpatialLayer }),
      unreachable: (id) => {
        const peer = peerOf(id);
        if (peer?.state === 'suspended') this.setDeadline(peer, this.dependencies.times.unreachableGraceMs);
      },
      speakers: (participantIds) => this.broadcast('speakers', { participantIds }),
      lost: ({ change }) => log('room-media-lost', { ...this.name, change }),
      failed: (error) => log('room-media-failed', { ...this.name, error }),
      ready: (epoch, tookMs) => {
        this.take('media-ready');
        if (epoch.change === 0) return;
        log('room-media-rebuilt', { ...this.name, change: epoch.change, tookMs });
        this.broadcast('mediaReset', { epoch });
      },
    };
  }
}
