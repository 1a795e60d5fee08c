import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { PayloadOf } from '@parley/sfu/contract/requests.ts';
import type { Participant, RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { after } from '../media/after.ts';
import { DirectPath } from '../media/direct-path.ts';
import type { Path, PathReports, Shown } from '../media/path.ts';
import type { SfuPath } from '../media/sfu-path.ts';
import { applyWays } from './apply-ways.ts';
import { BoxWays } from './box-ways.ts';
import { DirectMedia } from './direct-media.ts';
import { receiverOfExpected } from './expected-stream.ts';
import { FedPaths } from './fed-paths.ts';
import { PlayedWays } from './played-ways.ts';
import { mayGoDirectly, type ProofReports } from './proof-reports.ts';
import { backInReach } from './roster.ts';
import type { SentSources } from './sent-sources.ts';
import type { MediaSessionOptions } from './session-options.ts';
import { StandbyProbe } from './standby-probe.ts';
import type { Entered, Resumed, Stay } from './stay.ts';
import { Timers } from './timers.ts';
import { WantedMode } from './wanted-mode.ts';
import { makeWayReports } from './way-reports.ts';

/** The old way of a pair is kept for a moment after both play the new one: the last packets of it are still on their way. */
const retireAfterMs = 400;

/**
 * This person's media while they are in the meeting, longer than any stay on one box: what they send, all ways by which media come
 * and go, and what plays. Every change of way is the same: prepare, prove, flip, retire.
 */
export class MediaSession {
  /** By which way the others play here. */
  readonly played: PlayedWays;
  /** The ways through the boxes of all stays. */
  readonly boxes: BoxWays;
  readonly #options: MediaSessionOptions;
  readonly #fed: FedPaths;
  readonly #direct: DirectMedia;
  readonly #proofs: ProofReports;
  readonly #standby: StandbyProbe;
  readonly #wanted = new WantedMode();
  #policy: MediaPolicy = 'auto';
  #roster: readonly Participant[] = [];
  /** Who of them is on the current box now. */
  #reachable: ReadonlySet<string> = new Set();
  #sfuActive = false;
  readonly #timers = new Timers();
  #syncing = false;
  #closed = false;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.#fed = new FedPaths({
      localMedia: options.localMedia,
      stays: () => this.boxes.stays,
      directPaths: () => this.#direct.paths,
    });
    this.played = new PlayedWays({
      paths: () => this.#fed.all,
      wantedPath: (participantId) => this.#wantedPath(participantId),
      roster: () => this.#roster,
      proves: () => this.#proves(),
      views: options.views,
      onPlaying: (playing) => {
        options.onPlaying(playing);
        this.#timers.after(0, () => this.boxes.sweep());
      },
      onFlip: () => {
        options.onFlip();
        options.onWays();
      },
      onFlipped: (participantId, pathId) => {
        options.onWays();
        this.#proofs.onFlipped(participantId, pathId);
      },
      onUnproved: (participantId, pathId) => this.#proofs.onUnproved(participantId, pathId),
    });
    this.#standby = new StandbyProbe({ schedule: after, onStandby: options.onStandby });
    this.boxes = new BoxWays({
      ...options,
      onReceived: (path, received) => this.played.switcher.setReceived(path.id, received),
      onPath: (path) => {
        this.#fed.feed(path, this.#sfuActive);
        this.#sync();
        this.#probeIfDirect();
      },
      onHealth: (health) => {
        this.played.switcher.lookAgain();
        options.onHealth(health);
      },
      onGone: options.onMediaGone,
      playing: () => this.played.playingPaths(),
      onLess: () => this.#sync(),
    });
    const { reports, proofs } = makeWayReports({
      stay: () => this.boxes.current?.stay ?? null,
      wanted: this.#wanted,
      wantedPath: (participantId) => this.#wantedPath(participantId),
      isFlipped: (participantId, pathId) => this.played.switcher.isFlipped(participantId, pathId),
      facts: (participantId) => ({
        direct: this.#direct.state(participantId),
        policy: this.#policy,
        others: this.#roster.length,
      }),
      isAway: (participantId) => !this.#reachable.has(participantId),
      timers: this.#timers,
    });
    this.#proofs = proofs;
    this.#direct = new DirectMedia({
      selfId: options.selfId,
      makePath: (link) => new DirectPath({ ...options, ...link, iceServers: options.iceServers() }),
      signal: (to, signal) => reports.signal(to, signal),
      report: (participantId, trouble) => reports.trouble(participantId, trouble),
      freshIceServers: options.freshIceServers,
      insists: () => this.#policy === 'p2p',
      onReceived: (path, received) => this.played.switcher.setReceived(path.id, received),
      onChange: () => {
        this.#sync();
        this.played.switcher.lookAgain();
        options.onWays();
      },
    });
  }

  /** Media go directly now: how the way through the box does is not noticed. */
  get isDirect(): boolean {
    return this.#wanted.current?.mode === 'p2p';
  }

  /** Media travel, whatever became of signaling. */
  get isFlowing(): boolean {
    return this.#direct.paths.some((path) => path.connected) || this.sfuPath?.health === 'connected';
  }

  get sources(): SentSources {
    return this.#fed.sources;
  }

  get selfId(): string {
    return this.#options.selfId;
  }

  get direct(): DirectMedia {
    return this.#direct;
  }

  /** Looks for new ways for everything that stands, while it stands. */
  async restartIce(): Promise<void> {
    await Promise.all([this.boxes.restartIce(), this.#direct.restartIce()]);
  }

  /** The current way through the box, if there is one. */
  get sfuPath(): SfuPath | null {
    return this.boxes.current?.path ?? null;
  }

  /** What a room is told on entering. */
  joining(): Pick<PayloadOf<'join'>, 'sources' | 'hideAddress' | 'direct'> {
    const direct = this.#direct.paths.flatMap((path) => (path.connected ? [path.participantId] : [])).slice(0, 3);
    return { sources: this.sources.toJoinWith(), hideAddress: this.#options.hideAddress, direct };
  }

  /** A stay entered a room; those before it go on beside it until they are given up. */
  enter(stay: Stay, reply: Entered): void {
    const told = reply.participants.find(({ id }) => id === stay.participantId)?.sending ?? [];
    const { path } = this.boxes.enter(stay, reply, told);
    this.#policy = reply.policy;
    this.sources.toldAs(told);
    this.#fed.feed(path, this.#sfuActive);
    this.#reachable = new Set();
    this.setMode(reply.mode);
    this.#probeIfDirect();
  }

  /** `reachable`: who is on the current box, so that signals get there; not before they come back or follow to a new one. */
  setRoster(roster: readonly Participant[], reachable: ReadonlySet<string>): void {
    const [before, reached] = [this.#roster, this.#reachable];
    this.#roster = roster;
    this.#reachable = reachable;
    const gone = before.filter(({ id }) => !roster.some((each) => each.id === id));
    for (const each of [this.#wanted, this.#direct]) for (const { id } of gone) each.forget(id);
    this.played.switcher.setRoster(roster);
    this.#sync();
    for (const id of backInReach(before, reached, reachable)) this.#direct.renew(id);
  }

  /** The room wants media to go another way, or still this one. An older wish is dropped. */
  setMode(mode: RoomMode): void {
    const accepted = this.#wanted.accept(mode);
    if (accepted === 'older') return;
    // A source without a track cannot be prepared on a new way, and nobody misses it.
    if (accepted === 'newer') this.sources.forgetIdle();
    this.#options.onMode(mode, this.#policy);
    this.#sync();
    // Who plays the wanted way already says so at once.
    if (accepted === 'newer') for (const { id } of this.#roster) this.#proofs.reportIfFlipped(id);
  }

  onPathSettled({ epoch, participantId, path }: NoticeOf<'pathSettled'>): void {
    if (!this.#wanted.isMeant(epoch, path)) return;
    performance.mark('parley:settled', { detail: { participantId, path } });
    this.#timers.after(retireAfterMs, () => {
      if (!this.#wanted.isMeant(epoch, path)) return;
      this.#wanted.settle(participantId);
      this.#sync();
      this.#probeIfDirect();
    });
  }

  onSignal({ from, epoch, ...signal }: NoticeOf<'signal'>): void {
    const known = this.#roster.some(({ id }) => id === from);
    if (known && this.#wanted.isMeant(epoch, 'p2p')) this.#direct.receive(from, signal);
  }

  /** After a resume. */
  catchUp(stay: Stay, resumed: Resumed): void {
    const stayMedia = this.boxes.of(stay);
    if (!stayMedia) return;
    const decided = stayMedia.catchUp(resumed);
    this.setMode(resumed.mode);
    const { epoch, mode: path } = resumed.mode;
    for (const participantId of resumed.settled) this.onPathSettled({ epoch, participantId, path });
    this.#fed.tellAgain(stayMedia, decided);
    for (const { id } of this.#roster) {
      if (!resumed.settled.includes(id)) this.#proofs.reportIfFlipped(id);
      this.#direct.renew(id);
    }
    this.boxes.tellAgain();
  }

  /** What the browser counts of every way. */
  async reports(): Promise<PathReports[]> {
    return await Promise.all(
      this.#fed.all.map(async (path) => ({ kind: path.kind, reports: (await path.reports?.().catch(() => [])) ?? [] })),
    );
  }

  async show(shown: readonly Shown[]): Promise<void> {
    await Promise.all(this.#fed.all.map((path) => path.show(shown)));
  }

  /** Whom this person wants to hear, however loud others are. */
  setHeard(participantIds: readonly string[]): void {
    this.boxes.watched.setHeard(participantIds);
  }

  /** A stream that is on and must be arriving through the box now; null when there is none. */
  streamThatIsOn(): RTCRtpReceiver | null {
    return this.isDirect ? null : receiverOfExpected(this.sfuPath, this.#roster, this.#options.views);
  }

  close(): void {
    this.#closed = true;
    this.#timers.close();
    this.#standby.watch(null);
    this.sources.close();
    this.#direct.closeAll();
    this.boxes.close();
    this.played.switcher.close();
  }

  /** Brings all ways in line with what is wanted: what is sent where, which connections there are, and what shall play. */
  #sync(): void {
    if (!this.#wanted.current || this.#closed || this.#syncing) return;
    this.#syncing = true;
    this.#sfuActive = applyWays({
      wanted: this.#wanted,
      policy: this.#policy,
      roster: this.#roster,
      boxes: this.boxes,
      direct: this.#direct,
      sfuActive: this.#sfuActive,
      feed: (path) => this.#fed.feed(path, this.#sfuActive),
    });
    for (const { id } of this.#roster) {
      const wanted = this.#wantedPath(id);
      if (wanted) this.played.switcher.want(id, wanted.id, this.#proves());
    }
    this.#syncing = false;
    if (!this.isDirect) this.#standby.watch(null);
    this.#options.onWays();
  }

  #wantedPath(participantId: string): Path | null {
    return (this.isDirect ? this.#direct.path(participantId) : null) ?? this.sfuPath;
  }

  /** Somebody waits to hear what is proved: the box for a pair, or this side for a box that is left. */
  #proves(): boolean {
    const severalWays = this.#direct.paths.length > 0 || this.boxes.areSeveral;
    return severalWays || mayGoDirectly(this.#policy, this.#roster.length);
  }

  /** While media go directly, it is found out whether the way through the box works. */
  #probeIfDirect(): void {
    if (this.isDirect) this.#standby.watch(this.sfuPath);
  }
}
