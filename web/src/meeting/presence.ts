import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { Admission } from '@parley/worker/contract/meetings.ts';
import { ProblemError, problemOf } from '../errors/problem.ts';
import { after } from '../media/after.ts';
import { BoxWatch } from './box-watch.ts';
import { Chat } from './chat.ts';
import { IceCredentials } from './ice-credentials.ts';
import { joinMeeting } from './join-meeting.ts';
import { MediaSession } from './media-session.ts';
import type { MeetingEvent } from './meeting-state.ts';
import { OldBox } from './old-box.ts';
import type { PresenceEvents, PresenceOptions } from './presence-events.ts';
import { Recovery } from './recovery.ts';
import type { RecoveryState } from './recovery-ladder.ts';
import { rejoin } from './rejoin.ts';
import { type Roster, reconciled, withExpected } from './roster.ts';
import { type Entered, type PassedNotice, type Resumed, Stay, type StayEvent } from './stay.ts';
import { type Manner, Walks } from './walks.ts';
import { WaysWatch } from './ways.ts';

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
  #session: MediaSession | null = null;
  /** Where this person is. */
  #stay: Stay | null = null;
  /** The box will not have this person back: another admission to the same place is worth entering. */
  #placeLost = false;
  #shown: Roster = [];
  /** The step after which media have not been seen to flow again. */
  #recovering: RecoveryState = null;
  #closed = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#events = options.events;
    this.#ice = new IceCredentials(options.meetingId);
    this.chat = new Chat(() => this.#stay, options.events.onChat);
    this.#ways = new WaysWatch(
      () => this.#session,
      () => this.#shown,
      options.events.onWays,
    );
    this.#recovery = new Recovery({
      actions: {
        'ice-restart': () => void this.#restartIce(),
        'new-transport': () => void (this.#stay && this.#session?.of(this.#stay)?.reopen()),
        resume: () => undefined,
        'another-box': () =>
          this.#walk(this.#patiently, false, this.#placeLost ? undefined : this.#stay?.admission.placement),
      },
      onStep: (step) => this.#onRecoveryStep(step),
      isRefused: () => this.#stay?.isRefused ?? false,
      schedule: after,
    });
    this.#watch = new BoxWatch({
      stay: () => this.#stay,
      receiver: () => this.#session?.streamThatIsOn() ?? null,
      onSilent: (forMs) => this.#recovery.boxSilent(forMs),
    });
    this.#oldBox = new OldBox({
      allFlipped: (roster) => this.#session?.allFlipped(roster) ?? false,
      onRoster: () => this.#showRoster(false),
      onLeft: ({ reason }) => this.#end({ type: 'leave', reason }),
      onOver: (stay) => {
        this.#session?.giveUp(stay);
        if (!this.#closed) this.#showRoster(false);
      },
    });
  }

  /** Asks to come in for the first time. */
  join(): void {
    this.#walk((attempt) => attempt(), false);
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    const stays = [this.#stay, this.#oldBox.stay].filter((stay) => stay !== null);
    const told = stays.map((stay) => stay.leave());
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

  /** Resolves with the time it went up, in milliseconds since 1970; null when it is down. */
  async setHand(raised: boolean): Promise<number | null> {
    await this.#inside().request('setHand', { raised });
    return raised ? Date.now() : null;
  }

  async share(onSharing: (sharing: boolean) => void): Promise<void> {
    this.#inside();
    await this.#session?.sources.share(onSharing);
  }

  stopSharing(): void {
    this.#session?.sources.stopSharing();
  }

  async show(shown: Parameters<MediaSession['show']>[0]): Promise<void> {
    this.#inside();
    await this.#session?.show(shown);
  }

  watchConnection(): () => void {
    return this.#ways.watch();
  }

  /** The page is looked at again, or the network is back: finds out at once what a sleep has cost. */
  wake(): void {
    void this.#watch.ping();
    const path = this.#session?.sfuPath;
    if (path && this.#stay?.isConnected) this.#recovery.health(path.health, true);
  }

  /** A new stay replaces the one before only once it has entered. */
  #walk(manner: Manner, moving: boolean, gone?: number): void {
    const { meetingId, name } = this.#options;
    void this.#walks.begin({
      manner,
      moving,
      attempt: (signal) =>
        joinMeeting({
          meetingId,
          name,
          gone,
          signal,
          onWaiting: () => this.#events.onMeeting({ type: 'wait' }),
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
      rtpCapabilities: media.rtpCapabilities,
      maxVideos,
      entering: () => session.joining(),
      onEvent: (stay, event) => this.#onStay(stay, event),
      onNotice: (stay, name, notice) => this.#onNotice(stay, name, notice),
    });
  }

  /** Kept over all boxes, for as long as this is the same participant. */
  #sessionFor(selfId: string): MediaSession {
    if (this.#session?.selfId === selfId) return this.#session;
    this.#session?.close();
    this.#session = new MediaSession({
      ...this.#options,
      selfId,
      iceServers: () => this.#ice.servers,
      freshIceServers: () => this.#ice.fresh(),
      onPlaying: this.#events.onPlaying,
      onMode: this.#events.onMode,
      onFlip: () => this.#markRecovered(),
      onHealth: (health) => {
        if (!this.#stay?.isConnected) return;
        if (health === 'disconnected') void this.#watch.ping();
        this.#recovery.health(health);
      },
      onMediaGone: () => this.#recovery.happened('media-gone'),
      onWays: () => {
        this.#ways.refresh();
        this.#oldBox.check();
      },
    });
    return this.#session;
  }

  #onStay(stay: Stay, event: StayEvent): void {
    if (event.type === 'entered') this.#onEntered(stay, event.reply);
    else if (stay === this.#oldBox.stay) this.#oldBox.onEvent(event);
    // Until a stay has entered, joinMeeting answers for what goes wrong.
    else if (stay === this.#stay) this.#onCurrentStay(stay, event);
  }

  #onCurrentStay(stay: Stay, event: Exclude<StayEvent, { type: 'entered' }>): void {
    switch (event.type) {
      case 'roster':
        this.#showRoster(false);
        break;
      case 'self':
        this.#session?.of(stay)?.announcer.reconcile(event.self.sending);
        this.#events.onSelf(event.self);
        break;
      case 'connectionLost':
        this.#events.onMeeting({ type: 'connectionLost', atMs: Date.now() });
        this.#recovery.happened('socket-lost');
        break;
      case 'connectionBack':
        this.#onBack(stay, event.resumed);
        break;
      case 'placeLost':
        this.#placeLost = true;
        this.#events.onMeeting({ type: 'connectionLost', atMs: Date.now() });
        // Otherwise on the way to the next box already.
        if (!this.#walks.isMoving) this.#recovery.happened('place-lost');
        break;
      case 'left':
        this.#end({ type: 'leave', reason: event.reason });
    }
  }

  #onEntered(stay: Stay, reply: Entered): void {
    const before = this.#stay;
    const isMove = this.#walks.isMoving && !this.#placeLost && before?.isConnected;
    this.#stay = stay;
    this.#placeLost = false;
    this.#session?.enter(stay, reply);
    if (before && isMove) {
      this.#oldBox.begin(before);
    } else if (before) {
      before.close();
      this.#session?.giveUp(before);
    }
    this.#showRoster(before === null);
    const self = reply.participants.find(({ id }) => id === stay.participantId);
    if (self) this.#events.onSelf(self);
    this.#events.onLocked(reply.locked);
    void this.chat.catchUp(reply.lastChatSeq);
    this.#recovery.happened('entered');
  }

  #onBack(stay: Stay, resumed: Resumed): void {
    if (!this.#walks.isMoving) this.#walks.abort();
    this.#events.onMeeting({ type: 'joined' });
    this.#events.onLocked(resumed.locked);
    this.#recovery.happened('socket-back');
    this.#session?.catchUp(stay, resumed);
    const health = this.#session?.sfuPath?.health;
    if (health && this.#recovery.step === null) this.#recovery.health(health);
    void this.chat.catchUp(resumed.lastChatSeq);
    if (resumed.moving) this.#move();
  }

  #onNotice<N extends PassedNotice>(stay: Stay, name: N, notice: NoticeOf<N>): void {
    const handle = this.#notices[name] as (notice: NoticeOf<N>, stay: Stay) => void;
    const isOld = stay === this.#oldBox.stay;
    if (stay === this.#stay || (isOld && stillHeard.includes(name))) handle(notice, stay);
  }

  readonly #notices: { [N in PassedNotice]: (notice: NoticeOf<N>, stay: Stay) => void } = {
    consumerAdded: (notice, stay) => this.#session?.of(stay)?.onConsumerAdded(notice),
    consumerClosed: (notice, stay) => this.#session?.of(stay)?.onConsumerClosed(notice),
    watchedLayers: (notice, stay) => this.#session?.of(stay)?.onWatchedLayers(notice),
    mediaReset: () => this.#recovery.happened('media-gone'),
    speakers: ({ participantIds }) => this.#events.onSpeakers(participantIds),
    modeChanged: (mode) => this.#session?.setMode(mode),
    pathSettled: (notice) => this.#session?.onPathSettled(notice),
    signal: (notice) => this.#session?.onSignal(notice),
    chat: ({ message }) => this.chat.add([message]),
    roomMoving: () => this.#move(),
    roomLocked: ({ locked }) => this.#events.onLocked(locked),
  };

  /** The room gets another box: joined there beside the stay here. */
  #move(): void {
    if (this.#walks.isMoving) return;
    this.#walk(async (attempt, signal) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * moveJitterMs));
      signal.throwIfAborted();
      return this.#patiently(attempt, signal);
    }, true);
  }

  #showRoster(first: boolean): void {
    if (!this.#stay) return;
    const { stay: old } = this.#oldBox;
    const merged = withExpected(this.#stay.roster, old?.roster ?? this.#shown, old !== null);
    const change = reconciled(this.#shown, merged, this.#stay.participantId);
    this.#shown = change.roster;
    this.#session?.setRoster(change.roster);
    this.#events.onRoster(change, first);
    this.#oldBox.check();
  }

  async #restartIce(): Promise<void> {
    const path = this.#session?.sfuPath;
    try {
      await path?.restartIce(await this.#ice.fresh());
    } catch (thrown) {
      // The ladder's timer decides what comes next.
      console.warn('presence: ICE restart failed', thrown);
    }
  }

  #onRecoveryStep(step: RecoveryState): void {
    if (step) this.#recovering = step;
    const unnoticed = this.#session?.isDirect && (step === 'ice-restart' || step === 'new-transport');
    this.#events.onRecovery(unnoticed ? null : step);
    // The same streams go on; after the other steps something new plays first.
    if (step === null && (this.#recovering === 'ice-restart' || this.#recovering === 'resume')) this.#markRecovered();
  }

  #markRecovered(): void {
    if (!this.#recovering || (this.#recovery.step !== null && this.#recovery.step !== 'new-transport')) return;
    performance.mark('parley:recovered', { detail: { step: this.#recovering } });
    this.#recovering = null;
  }

  #inside(): Stay {
    if (!this.#stay) throw new ProblemError('box-unreachable', 'not in the room');
    return this.#stay;
  }

  #closeMedia(): void {
    this.#closed = true;
    this.#walks.abort();
    this.#recovery.close();
    this.#watch.close();
    this.#ways.close();
    this.#session?.close();
  }

  #end(event: Extract<MeetingEvent, { type: 'leave' | 'fail' }>): void {
    this.close();
    this.#events.onMeeting(event);
  }
}

/** Of a box that is being left: its streams play on, and what is written there is read. */
const stillHeard: readonly PassedNotice[] = ['consumerAdded', 'consumerClosed', 'watchedLayers', 'chat'];
