import type { RoomEnd } from '@parley/worker/contract/box-link.ts';
import type { NoticeName, NoticeOf } from '../../contract/notices.ts';
import type { PayloadOf, ReplyOf } from '../../contract/requests.ts';
import type { LeaveReason, RoomMode } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';
import { Announcements } from './announcements.ts';
import { Epochs } from './epochs.ts';
import { ExpectedPeople } from './expected-people.ts';
import type { Notifier } from './notifier.ts';
import { type Identity, Peer, type Rights } from './peer.ts';
import { PeerDeadlines } from './peer-deadlines.ts';
import type { Polls } from './polls.ts';
import type { Reactions } from './reactions.ts';
import { describeForEntry, describeForReturn } from './resumed.ts';
import { RoomLife } from './room-life.ts';
import { RoomMedia } from './room-media.ts';
import { roomMediaEvents } from './room-media-events.ts';
import { RoomMove } from './room-move.ts';
import type { RoomBirth, RoomDependencies, RoomOwner } from './room-options.ts';
import { Roster } from './roster.ts';
import { openSoftState } from './soft-state.ts';
import type { Spotlight } from './spotlight.ts';
import type { Talk } from './talk.ts';
import { countPeople, Ways } from './ways.ts';

/** A live meeting's media and signaling on this box: its peers, what they send, and how it ends. */
export class Room {
  readonly roster: Roster;
  readonly announcements: Announcements;
  readonly media: RoomMedia;
  readonly ways: Ways;
  readonly talk: Talk;
  readonly polls: Polls;
  readonly spotlight: Spotlight;
  readonly reactions: Reactions;
  private readonly deadlines: PeerDeadlines;
  private readonly life: RoomLife;
  /** Null: it stays on this box. */
  private move: RoomMove | null = null;

  readonly meetingId: string;
  readonly placement: number;
  locked: boolean;
  private readonly dependencies: RoomDependencies;
  private readonly owner: RoomOwner;

  constructor(birth: RoomBirth, dependencies: RoomDependencies, owner: RoomOwner) {
    const { meetingId, placement, locked, policy } = birth;
    const { timers, times, modeTimes, workers, log } = dependencies;
    this.meetingId = meetingId;
    this.placement = placement;
    this.locked = locked;
    this.dependencies = dependencies;
    this.owner = owner;
    this.life = new RoomLife(timers, times.emptyGraceMs, () => this.close('empty'));
    const epochs = new Epochs(placement);
    this.deadlines = new PeerDeadlines(timers, times, {
      // While two talk directly, what the box has of them may be lost, and they see and hear each other.
      isUnreachable: (peer) => this.ways.mode.mode === 'sfu' && this.media.unreachable(peer),
      onOver: (peer, reason) => this.end(peer, reason),
    });
    const expected = new ExpectedPeople(timers, times.expectedGraceMs, (id) => this.missed(id, 'connection-lost'));
    this.roster = new Roster(expected, (id) => this.talk.hand(id));
    this.announcements = new Announcements(this.roster, timers);
    this.ways = new Ways({
      policy,
      epochs,
      times: modeTimes,
      timers,
      people: () => countPeople(this.peers.values(), this.expected.size),
      onChange: (mode, newcomerId) => this.tellMode(mode, newcomerId),
      onReason: (mode, newcomerId) => this.tell('modeChanged', mode, ({ id }) => id !== newcomerId),
      onTrouble: ({ epoch, mode }, { from: participantId, about: otherId, trouble }) =>
        log('path-troubled', { ...this.name, change: epoch.change, mode, participantId, otherId, trouble }),
    });
    const { talk, polls, spotlight, reactions } = openSoftState(this, dependencies);
    this.talk = talk;
    this.polls = polls;
    this.spotlight = spotlight;
    this.reactions = reactions;
    this.media = new RoomMedia(
      epochs,
      workers,
      timers,
      roomMediaEvents(this, dependencies.log, {
        onReady: () => void this.life.take('media-ready'),
        onUnreachable: (peer) => {
          if (peer.state === 'suspended') this.deadlines.awaitReturn(peer);
        },
      }),
    );
    dependencies.log('room-opened', this.name);
    void this.media.open();
  }

  /** Takes in someone whose token was checked. The newer connection wins: an earlier peer of theirs leaves as `replaced`. */
  admit(identity: Identity, rights: Rights, notifier: Notifier): Peer {
    const earlier = this.peers.get(identity.participantId);
    const peer = new Peer(identity, rights, notifier);
    this.peers.set(peer.id, peer);
    if (!earlier) this.owner.resized(1);
    else {
      peer.reportedPresent = earlier.present || earlier.reportedPresent;
      this.end(earlier, 'replaced');
    }
    this.life.take('peer-came');
    this.deadlines.awaitJoin(peer);
    this.dependencies.log('peer-connected', { ...this.name, participantId: peer.id });
    return peer;
  }

  /** A socket for the peer. Returns what a kept participant missed, null for one that has yet to join. */
  attach(peer: Peer): NoticeOf<'connected'>['resumed'] {
    const before = peer.take('socket-attached');
    if (before === 'suspended') {
      this.deadlines.clear(peer);
      this.announceChange(peer);
      this.ways.look();
      this.dependencies.log('peer-resumed', { ...this.name, participantId: peer.id });
    }
    if (!peer.present) return null;
    return describeForReturn(this, peer);
  }

  /** The peer's socket is lost: a participant is kept for the grace, media go on. */
  detach(peer: Peer): void {
    if (peer.take('socket-lost') !== 'joined') return;
    peer.lostAtMs = Date.now();
    this.deadlines.awaitReturn(peer);
    this.announceChange(peer);
    this.ways.look();
    this.dependencies.log('peer-suspended', { ...this.name, participantId: peer.id });
    this.closeIfMoved();
  }

  async join(peer: Peer, payload: PayloadOf<'join'>): Promise<ReplyOf<'join'>> {
    if (peer.joining) throw new BoxFailure('wrong-state');
    peer.joining = true;
    try {
      const media = await this.media.openEndpoint(peer, payload);
      peer.joinedAtMs = Date.now();
      if (peer.take('join') === null) {
        this.media.forget(peer);
        throw new BoxFailure('wrong-state', { detail: 'The peer left meanwhile.' });
      }
      peer.say(payload.sources);
      peer.hideAddress = payload.hideAddress;
      this.expected.delete(peer.id);
      // The socket may have been lost while the media were made: the peer is a participant now, and waits for its next one.
      if (!peer.notifier.online) this.detach(peer);
      else this.deadlines.clear(peer);
      this.announcements.came(peer.id);
      const about = { ...this.name, participantId: peer.id, atMs: peer.joinedAtMs };
      this.dependencies.report({ type: 'participant-joined', ...about });
      this.dependencies.log('peer-joined', { ...this.name, participantId: peer.id });
      this.ways.joined(peer.id, payload.direct);
      // It was on its way in when the room was told to go.
      if (this.move) peer.notifier.notify('roomMoving', { deadlineMs: this.move.leftMs });
      return describeForEntry(this, peer, media);
    } finally {
      peer.joining = false;
    }
  }

  async openMedia(peer: Peer, payload: PayloadOf<'openMedia'>): Promise<ReplyOf<'openMedia'>> {
    const setup = await this.media.openEndpoint(peer, payload);
    if (peer.state === 'left') this.media.forget(peer);
    return setup;
  }

  /** Ends a peer's stay. The others are told if they saw it; its client is told if it has a connection. */
  end(peer: Peer, reason: LeaveReason): void {
    const wasPresent = peer.present;
    if (peer.take('leave') === null) return;
    peer.leaveReason = reason;
    this.deadlines.clear(peer);
    this.media.forget(peer);
    if (this.peers.get(peer.id) === peer && this.peers.delete(peer.id)) this.owner.resized(-1);
    // With a room that closes everybody goes, and is told so.
    if (wasPresent && this.life.state !== 'closed') this.announcements.left(peer.id, reason);
    if (wasPresent || peer.reportedPresent) this.reportLeft(peer.id, reason);
    // Who is replaced comes back, with the hand up; with a room that closes, everybody may come to the next one.
    if (reason !== 'replaced') this.talk.putHand(peer.id, null);
    if (reason !== 'replaced' && this.life.state !== 'closed') this.spotlight.left(peer.id);
    if (wasPresent) this.ways.left(peer.id);
    this.dependencies.log('peer-left', { ...this.name, participantId: peer.id, reason });
    peer.notifier.end(reason);
    if (this.peers.size === 0) this.life.take('last-peer-left');
    this.closeIfMoved();
  }

  /** Ends the stay of people who may not be here any more, and waits for none of them. */
  remove(participantIds: readonly string[]): void {
    for (const id of participantIds) {
      const peer = this.peers.get(id);
      if (peer) this.end(peer, 'removed');
      if (this.expected.delete(id)) this.missed(id, 'removed');
    }
  }

  /** Ends everybody's stay for this reason, and the room. */
  close(reason: RoomEnd): void {
    if (!this.life.take('close')) return;
    this.ways.close();
    this.polls.close();
    this.expected.close();
    // `empty` has nobody to tell.
    for (const peer of [...this.peers.values()]) this.end(peer, reason === 'empty' ? 'failed' : reason);
    this.media.close();
    this.announcements.close();
    this.move?.close();
    this.dependencies.report({ type: 'room-closed', ...this.name, atMs: Date.now(), reason });
    this.dependencies.log('room-closed', { ...this.name, reason });
    this.owner.closed();
  }

  setLocked(locked: boolean): void {
    if (locked === this.locked) return;
    this.locked = locked;
    this.tell('roomLocked', { locked });
  }

  /** The meeting has another box: tells everybody to go there, and closes as `moved`. `onOver` is called when it closed. */
  moveAway(deadlineMs: number, onOver: () => void): void {
    if (this.move || this.life.state === 'closed') return;
    this.move = new RoomMove(deadlineMs, this.dependencies.timers, { onDeadline: () => this.close('moved'), onOver });
    this.dependencies.log('room-moving', { ...this.name, deadlineMs });
    this.tell('roomMoving', { deadlineMs });
    this.closeIfMoved();
  }

  /** By participant id. */
  get peers(): Map<string, Peer> {
    return this.roster.peers;
  }

  get expected(): ExpectedPeople {
    return this.roster.expected;
  }

  get moving(): boolean {
    return this.move !== null;
  }

  /** Someone plays everybody from the other box. */
  moved(peer: Peer): void {
    this.move?.add(peer);
    this.closeIfMoved();
  }

  /** Tells the others how someone is now. */
  announceChange(peer: Peer): void {
    if (peer.present) this.announcements.changed(peer.id, false);
  }

  /** Tells everybody who has a connection, or those of them that are meant. */
  tell<N extends NoticeName>(name: N, notice: NoticeOf<N>, isMeant?: (peer: Peer) => boolean): void {
    this.announcements.tell(name, notice, isMeant);
  }

  /** Something of the media did not work, and nobody waits for the answer. */
  mediaFailed(error: unknown): void {
    this.dependencies.log('room-media-failed', { ...this.name, error });
  }

  /** For the log, and for what the Worker is told. */
  get name() {
    return { meetingId: this.meetingId, placement: this.placement };
  }

  private tellMode(mode: RoomMode, newcomerId: string | null): void {
    const { epoch, mode: wanted, reason } = mode;
    this.dependencies.log('mode-changed', { ...this.name, change: epoch.change, mode: wanted, reason });
    this.tell('modeChanged', mode, ({ id }) => id !== newcomerId);
    for (const peer of this.peers.values()) if (peer.state === 'suspended') this.deadlines.awaitReturn(peer);
  }

  /** Someone who was expected does not come. */
  private missed(participantId: string, reason: LeaveReason): void {
    this.announcements.left(participantId, reason);
    this.reportLeft(participantId, reason);
    if (!this.peers.has(participantId)) {
      this.talk.putHand(participantId, null);
      this.spotlight.left(participantId);
    }
    this.ways.left(participantId);
  }

  private closeIfMoved(): void {
    if (this.move?.isOver(this.peers.values())) this.close('moved');
  }

  private reportLeft(participantId: string, reason: LeaveReason): void {
    const atMs = Date.now();
    this.dependencies.report({ type: 'participant-left', ...this.name, participantId, atMs, reason });
  }
}
