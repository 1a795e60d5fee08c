import type { Sending } from '@parley/sfu/contract/shapes.ts';
import type { Admission } from '@parley/worker/contract/meetings.ts';
import { ProblemError, problemOf } from '../errors/problem.ts';
import { after } from '../media/after.ts';
import type { PathReports } from '../media/path.ts';
import { BoxWatch } from './box-watch.ts';
import type { CallReporter } from './call-reporter.ts';
import { Chat } from './chat.ts';
import { IceCredentials } from './ice-credentials.ts';
import { joinMeeting } from './join-meeting.ts';
import { makeCallReporter } from './make-call-reporter.ts';
import { MediaSession } from './media-session.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { handleNotice, makeNoticeHandlers, type NoticeHandlers, ofStreams } from './notice-handlers.ts';
import { OldBox } from './old-box.ts';
import type { PresenceEvents, PresenceOptions } from './presence-events.ts';
import { RecoveredMark } from './recovered-mark.ts';
import { Recovery } from './recovery.ts';
import { pause, rejoin } from './rejoin.ts';
import { RoomFacts } from './room-facts.ts';
import type { RoomRequest } from './room-requests.ts';
import { reachable } from './roster.ts';
import { ShownRoster } from './shown-roster.ts';
import { type Entered, Stay, type StayEvent } from './stay.ts';
import { handleEvent, makeStayHandlers, type StayHandlers } from './stay-handlers.ts';
import { type Manner, Walks } from './walks.ts';
import { WaysWatch } from './ways.ts';

const showsFace = ({ source, muted }: Sending) => source === 'camera' && !muted;

/** Everybody is told at once that a room moves; not everybody shall ask the Worker at once. */
const moveJitterMs = 700;

/** One person in a meeting, from the first question to the end, over as many stays on boxes as it takes. */
export class Presence {
  readonly chat: Chat;
  readonly #options: PresenceOptions;
  readonly #events: PresenceEvents;
  readonly #recovery: Recovery;
  readonly #watch: BoxWatch;
  readonly #walks = new Walks();
  readonly #ways: WaysWatch;
  readonly #ice: IceCredentials;
  readonly #oldBox: OldBox;
  readonly #recoveredMark = new RecoveredMark();
  readonly #calls: CallReporter;
  readonly #noticeHandlers: NoticeHandlers;
  readonly #stayHandlers: StayHandlers;
  readonly #facts: RoomFacts;
  readonly #roster: ShownRoster;
  #heard: string[] = [];
  #session: MediaSession | null = null;
  /** Where this person is. */
  #stay: Stay | null = null;
  /** The box will not have this person back: another admission to the same place is worth entering. */
  #placeLost = false;
  #closed = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#events = options.events;
    this.#calls = makeCallReporter(options.meetingId, options.events.onWatching);
    this.#ice = new IceCredentials(options.meetingId, after);
    this.chat = new Chat(() => this.#stay, options.events.onChat);
    this.#roster = new ShownRoster({
      stay: () => this.#stay,
      oldStay: () => this.#oldBox.stay,
      onChange: (change, first) => {
        if (this.#stay) this.#session?.setRoster(change.roster, reachable(this.#stay.roster));
        this.#events.onRoster(change, first);
        this.#oldBox.check();
      },
    });
    this.#ways = new WaysWatch(
      () => this.#session,
      () => this.#roster.now,
      options.events.onWays,
    );
    this.#recovery = new Recovery({
      actions: {
        'ice-restart': () => void this.#session?.boxes.restartIce(),
        'new-transport': () => void (this.#stay && this.#session?.boxes.of(this.#stay)?.reopen()),
        resume: () => undefined,
        'another-box': () =>
          this.#walk(this.#patiently, false, this.#placeLost ? undefined : this.#stay?.admission.placement),
      },
      onStep: (step) => {
        const unnoticed = this.#session?.isDirect && (step === 'ice-restart' || step === 'new-transport');
        this.#events.onRecovery(unnoticed ? null : step);
        this.#recoveredMark.onStep(step);
        this.#calls.step(step);
      },
      isRefused: () => this.#stay?.isRefused ?? false,
      schedule: after,
    });
    this.#watch = new BoxWatch({
      stay: () => this.#stay,
      receiver: () => this.#session?.streamThatIsOn() ?? null,
      onSilent: (forMs) => this.#recovery.boxSilent(forMs),
      // No step of the ladder: others may just be silent, and then nothing must be rebuilt.
      onStalled: () => void this.#session?.boxes.restartIce(),
    });
    this.#facts = new RoomFacts({
      request: this.request,
      events: options.events,
      measure: async () => {
        const measure = await this.#ways.measureOwn();
        this.#calls.look(this.#roster.now.length > 0 ? measure : null);
        return measure;
      },
    });
    this.#oldBox = new OldBox({
      allFlipped: (roster) => this.#session?.played.allFlipped(roster) ?? false,
      onRoster: () => this.#roster.showSoon(),
      onLeft: ({ reason }) => this.#end({ type: 'leave', reason }),
      onOver: (stay) => {
        this.#session?.boxes.giveUp(stay);
        if (!this.#closed) this.#roster.show();
      },
    });
    const shared = {
      session: () => this.#session,
      recovery: this.#recovery,
      chat: this.chat,
      events: options.events,
      onMoving: () => this.#move(),
    };
    this.#noticeHandlers = makeNoticeHandlers(shared);
    this.#stayHandlers = makeStayHandlers({
      ...shared,
      facts: this.#facts,
      walks: this.#walks,
      onRoster: () => this.#roster.showSoon(),
      onPlaceLost: () => {
        this.#placeLost = true;
      },
      onLeft: (reason) => this.#end({ type: 'leave', reason }),
    });
  }

  /** Asks to come in for the first time. */
  join(): void {
    this.#walk((attempt) => attempt(), false);
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    const told = [this.#stay, this.#oldBox.stay].map((stay) => stay?.leave());
    this.#stay = null;
    this.#closeMedia();
    await Promise.all(told);
    this.#oldBox.end();
  }

  close(): void {
    this.#closeMedia();
    this.#stay?.close();
    this.#oldBox.end();
  }

  /** Asks the box where this person is now. */
  readonly request: RoomRequest = async (name, payload) => this.#inside().request(name, payload);

  /** `onShared`: told the track that is shared, and null when it is no more. */
  async share(onShared: (screen: MediaStreamTrack | null) => void): Promise<void> {
    this.#inside();
    await this.#session?.sources.share(onShared);
  }

  stopSharing(): void {
    this.#session?.sources.stopSharing();
  }

  async show(shown: Parameters<MediaSession['show']>[0]): Promise<void> {
    this.#inside();
    await this.#session?.show(shown);
  }

  /** Whom this person wants to hear however loud others are. */
  setHeard(participantIds: string[]): void {
    this.#heard = participantIds;
    this.#session?.setHeard(participantIds);
  }

  /** What the browser counts of every way; nothing outside. */
  async statistics(): Promise<PathReports[]> {
    return (await this.#session?.reports()) ?? [];
  }

  watchConnection(): () => void {
    return this.#ways.watch();
  }

  /** Nobody looks at the page any more, or it is about to go. */
  hide(): void {
    this.#calls.pageHidden();
  }

  /** The page is looked at again, or the network is back: finds out at once what a sleep has cost. */
  wake(): void {
    void this.#watch.ping();
    const path = this.#session?.sfuPath;
    if (path && this.#stay?.isConnected) this.#recovery.health(path.health, true);
  }

  /**
   * Another network: what plays may play on for a moment by the old one. A new way is looked for at once, before the old one is
   * missed.
   */
  networkChanged(): void {
    this.wake();
    if (this.#stay?.isConnected) void this.#session?.restartIce();
  }

  /** A new stay replaces the one before only once it has entered. */
  #walk(manner: Manner, moving: boolean, gone?: number): void {
    const { meetingId, name, passcode } = this.#options;
    void this.#walks.begin({
      manner,
      moving,
      attempt: (signal) =>
        joinMeeting({
          meetingId,
          name,
          passcode,
          gone,
          signal,
          onWaiting: (reason) => {
            this.#calls.waits();
            this.#events.onMeeting({ type: 'wait', reason });
          },
          onAdmitted: (admission) => {
            this.#events.onAdmitted(admission);
            this.#events.onMeeting({ type: 'admitted' });
          },
          makeStay: (admission) => this.#makeStay(admission),
        }),
      onEntered: () => this.#events.onMeeting({ type: 'joined' }),
      onFailed: (thrown) => {
        console.warn('presence: joining failed', thrown);
        // The box that is being left serves until it says otherwise.
        if (!moving || this.#placeLost) this.#end({ type: 'fail', problem: problemOf(thrown) });
      },
    });
  }

  readonly #patiently: Manner = (attempt, signal) => rejoin(attempt, signal, () => this.#session?.isFlowing ?? false);

  #makeStay(admission: Admission): Stay {
    const before = this.#stay;
    const samePlace = before?.admission.placement === admission.placement;
    // The box lives, says the Worker: coming back to it is better than coming anew.
    if (samePlace && !this.#placeLost) throw new ProblemError('box-unreachable', 'the meeting is still there');
    // Otherwise the one that resumes and the one that enters replace each other.
    if (samePlace) before?.close();
    this.#ice.admitted(admission.seat, admission.iceServers);
    const { media, maxVideos } = this.#options;
    const session = this.#sessionFor(admission.participant.id);
    return new Stay({
      admission,
      media: media.told,
      maxVideos,
      entering: () => session.joining(),
      onEvent: (stay, event) => this.#onStay(stay, event),
      onNotice: (from, name, notice) => {
        const isOld = from === this.#oldBox.stay;
        if (from !== this.#stay && !isOld) return;
        if (!ofStreams.includes(name)) this.#roster.showIfDue();
        handleNotice(this.#noticeHandlers, from, name, notice, isOld);
      },
    });
  }

  /** Kept over all boxes, for as long as this is the same participant. */
  #sessionFor(selfId: string): MediaSession {
    if (this.#session?.selfId === selfId) return this.#session;
    this.#session?.close();
    this.#session = new MediaSession({
      ...this.#options,
      ...this.#events,
      selfId,
      iceServers: () => this.#ice.servers,
      freshIceServers: () => this.#ice.fresh(),
      onFlip: () => this.#recoveredMark.onFlip(this.#recovery.step),
      onHealth: (health) => {
        if (!this.#stay?.isConnected) return;
        if (health === 'disconnected') void this.#watch.ping();
        this.#recovery.health(health);
      },
      onMode: (mode, policy) => {
        this.#calls.mode(mode.mode);
        this.#events.onMode(mode, policy);
      },
      onMediaGone: () => this.#recovery.happened('media-gone'),
      onWays: () => {
        if (this.#closed) return;
        this.#ways.refresh();
        this.#oldBox.check();
      },
    });
    this.#session.setHeard(this.#heard);
    return this.#session;
  }

  #onStay(stay: Stay, event: StayEvent): void {
    if (event.type !== 'roster') this.#roster.showIfDue();
    if (event.type === 'entered') this.#onEntered(stay, event.reply);
    else if (stay === this.#oldBox.stay) this.#oldBox.onEvent(event);
    // Until a stay has entered, joinMeeting answers for what goes wrong.
    else if (stay === this.#stay) handleEvent(this.#stayHandlers, stay, event);
  }

  #onEntered(stay: Stay, reply: Entered): void {
    const before = this.#stay;
    const isMove = this.#walks.isMoving && !this.#placeLost && before?.isConnected;
    this.#stay = stay;
    this.#placeLost = false;
    this.#session?.enter(stay, reply);
    this.#calls.entered(stay.roster.some(({ sending }) => sending.some(showsFace)));
    if (before && isMove) this.#oldBox.begin(before);
    if (before && !isMove) {
      before.close();
      this.#session?.boxes.giveUp(before);
    }
    // Drawing them is a task of its own: the browser begins to connect the media before.
    if (before) this.#roster.show();
    else this.#roster.showSoon(true);
    const self = reply.participants.find(({ id }) => id === stay.participantId);
    if (self) this.#events.onSelf(self);
    this.#facts.entered(reply, before !== null);
    void this.chat.catchUp(reply.lastChatSeq, { otherBox: before !== null });
    this.#recovery.happened('entered');
  }

  /** The room gets another box: joined there beside the stay here. */
  #move(): void {
    if (this.#walks.isMoving) return;
    this.#calls.moves();
    this.#walk(async (attempt, signal) => {
      await pause(Math.random() * moveJitterMs, signal);
      return this.#patiently(attempt, signal);
    }, true);
  }

  #inside(): Stay {
    if (!this.#stay) throw new ProblemError('box-unreachable', 'not in the room');
    return this.#stay;
  }

  #closeMedia(): void {
    this.#closed = true;
    this.#calls.close();
    this.#walks.abort();
    this.#recovery.close();
    this.#watch.close();
    this.#facts.close();
    this.#ice.close();
    this.#roster.close();
    this.#session?.close();
    this.#ways.close();
  }

  #end(event: Extract<MeetingEvent, { type: 'leave' | 'fail' }>): void {
    this.close();
    this.#events.onMeeting(event);
  }
}
