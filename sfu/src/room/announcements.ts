import type { NoticeName, NoticeOf } from '../../contract/notices.ts';
import type { LeaveReason } from '../../contract/shapes.ts';
import type { Timers } from '../timers.ts';
import { paceOf } from './pace.ts';
import { Pacer } from './pacer.ts';
import type { Peer } from './peer.ts';
import type { Roster } from './roster.ts';
import { type RosterChange, RosterChanges } from './roster-changes.ts';

const everybody = () => true;

/** What a whole room is told. In a large one what changes all the time is told together; whatever is told keeps its order. */
export class Announcements {
  private readonly changes = new RosterChanges();
  private speakers: NoticeOf<'speakers'> = { participantIds: [] };
  private readonly rosterPacer: Pacer;
  private readonly speakersPacer: Pacer;
  private readonly roster: Roster;

  constructor(roster: Roster, timers: Timers) {
    this.roster = roster;
    const pace = () => paceOf(roster.peers.size);
    this.rosterPacer = new Pacer(
      timers,
      () => pace().rosterMs,
      () => this.tellChanges(),
    );
    this.speakersPacer = new Pacer(
      timers,
      () => pace().speakersMs,
      () => this.send('speakers', this.speakers, everybody),
    );
  }

  /** Tells everybody who has a connection, or those of them that are meant. */
  tell<N extends NoticeName>(name: N, notice: NoticeOf<N>, isMeant: (peer: Peer) => boolean = everybody): void {
    if (name === 'speakers') {
      this.speakers = notice as NoticeOf<'speakers'>;
      this.speakersPacer.add();
    } else {
      this.rosterPacer.settle();
      this.send(name, notice, isMeant);
    }
  }

  /** Someone is in the roster from now on. */
  came(participantId: string): void {
    this.changes.came(participantId);
    this.rosterPacer.add();
  }

  /** `byOthers`: that one is told, too. */
  changed(participantId: string, byOthers: boolean): void {
    this.changes.changed(participantId, byOthers);
    this.rosterPacer.add();
  }

  left(participantId: string, reason: LeaveReason): void {
    this.changes.left(participantId, reason);
    this.rosterPacer.add();
  }

  /** Somebody is going to be told something about this one: what waits to be told of them comes first. */
  settleAbout(participantId: string): void {
    if (this.changes.has(participantId)) this.rosterPacer.settle();
  }

  /** Tells nothing any more. */
  close(): void {
    this.rosterPacer.close();
    this.speakersPacer.close();
  }

  private tellChanges(): void {
    const { left, changed } = this.changes.take();
    const [gone, one] = [left[0], changed[0]];
    if (left.length + changed.length === 1) {
      if (gone) this.send('participantLeft', gone, everybody);
      if (one) this.tellOne(one);
      return;
    }
    const participants = changed.flatMap(({ participantId }) => this.roster.find(participantId) ?? []);
    const byOthers = changed.flatMap((change) => (change.byOthers ? change.participantId : []));
    this.send('rosterChanged', { left, participants, byOthers }, everybody);
  }

  private tellOne({ participantId, isNew, byOthers }: RosterChange): void {
    const participant = this.roster.find(participantId);
    if (!participant) return;
    const isMeant = byOthers ? everybody : ({ id }: Peer) => id !== participantId;
    this.send(isNew ? 'participantJoined' : 'participantChanged', { participant }, isMeant);
  }

  private send<N extends NoticeName>(name: N, notice: NoticeOf<N>, isMeant: (peer: Peer) => boolean): void {
    for (const peer of this.roster.peers.values())
      if (peer.state === 'joined' && isMeant(peer)) peer.notifier.notify(name, notice);
  }
}
