import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { PayloadOf } from '@parley/sfu/contract/requests.ts';
import type { Participant, RoomMode, Sending } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { after } from '../media/after.ts';
import { DirectPath } from '../media/direct-path.ts';
import type { Path, Received, Shown } from '../media/path.ts';
import { readProof } from '../media/proof.ts';
import type { SfuPath } from '../media/sfu-path.ts';
import { Switcher } from '../media/switcher.ts';
import { applyWays } from './apply-ways.ts';
import { BoxReports } from './box-reports.ts';
import { BoxWays } from './box-ways.ts';
import { DirectMedia } from './direct-media.ts';
import { SentSources } from './sent-sources.ts';
import type { MediaSessionOptions } from './session-options.ts';
import type { Entered, Resumed, Stay } from './stay.ts';
import type { StayMedia } from './stay-media.ts';
import { WantedMode } from './wanted-mode.ts';

/** The old way of a pair is kept for a moment after both play the new one: the last packets of it are still on their way. */
const retireAfterMs = 400;
/** Rooms of more people never had a direct way: nobody waits there to hear which way is proved. */
const provedUpTo = 5;
const refusedProofRetryMs = 500;

/**
 * This person's media while they are in the meeting, longer than any stay on one box: what they send, all ways by which media come
 * and go, and what plays. Every change of way is the same: prepare, prove, flip, retire.
 */
export class MediaSession {
  readonly sources: SentSources;
  readonly #options: MediaSessionOptions;
  readonly #switcher: Switcher;
  readonly #direct: DirectMedia;
  readonly #reports: BoxReports;
  readonly #boxes: BoxWays;
  readonly #fed = new WeakSet<Path>();
  readonly #probed = new WeakSet<SfuPath>();
  readonly #wanted = new WantedMode();
  #policy: MediaPolicy = 'auto';
  #roster: readonly Participant[] = [];
  #sfuActive = false;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #syncing = false;
  #closed = false;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.sources = new SentSources(options.localMedia, {
      tell: async (source, muted) => {
        await Promise.all(this.#boxes.stays.map(({ announcer }) => announcer.tell(source, muted)));
      },
      send: async (source, sending) => {
        await Promise.all(this.#paths().map((path) => path.setSending(source, sending)));
      },
    });
    this.#switcher = new Switcher(
      {
        read: ({ receiver }) => readProof(receiver),
        connected: (pathId) => this.#paths().find(({ id }) => id === pathId)?.connected ?? false,
        watched: (participantId, source) => options.views.watches(participantId, source),
        schedule: after,
        nowMs: () => performance.now(),
      },
      {
        onPlaying: (playing) => {
          options.onPlaying(playing);
          this.#after(0, () => this.#boxes.sweep());
        },
        onFlip: (participantId, source, pathId) => {
          performance.mark('parley:flip', { detail: { participantId, source, path: kindOf(pathId) } });
          options.onFlip();
          options.onWays();
        },
        onFlipped: (participantId, pathId) => this.#onFlipped(participantId, pathId),
        onUnproved: (participantId, pathId) => {
          if (pathId === this.#wantedPath(participantId)?.id) this.#reports.trouble(participantId, 'not-proved');
        },
      },
    );
    this.#boxes = new BoxWays({
      ...options,
      onReceived: (path, received) => this.#switcher.setReceived(path.id, received),
      onPath: (path) => {
        this.#feed(path);
        this.#sync();
        this.#probeIfDirect();
      },
      onHealth: (health) => {
        this.#switcher.lookAgain();
        options.onHealth(health);
      },
      onGone: options.onMediaGone,
      playing: () => new Set(this.#roster.flatMap(({ id }) => this.#switcher.playingPaths(id))),
      onLess: () => this.#sync(),
    });
    this.#reports = new BoxReports({
      stay: () => this.#boxes.current?.stay ?? null,
      mode: () => this.#wanted.current,
      onProofRefused: (participantId) => this.#after(refusedProofRetryMs, () => this.#reportIfFlipped(participantId)),
    });
    this.#direct = new DirectMedia({
      selfId: options.selfId,
      makePath: (link) =>
        new DirectPath({
          ...link,
          iceServers: options.iceServers(),
          hideAddress: options.hideAddress,
          videoCodec: options.videoCodec,
        }),
      signal: (to, signal) => this.#reports.signal(to, signal),
      report: (participantId, trouble) => this.#reports.trouble(participantId, trouble),
      freshIceServers: options.freshIceServers,
      insists: () => this.#policy === 'p2p',
      onReceived: (path, received) => this.#switcher.setReceived(path.id, received),
      onChange: () => {
        this.#sync();
        this.#switcher.lookAgain();
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

  get selfId(): string {
    return this.#options.selfId;
  }

  get direct(): DirectMedia {
    return this.#direct;
  }

  /** The current way through the box, if there is one. */
  get sfuPath(): SfuPath | null {
    return this.#boxes.current?.path ?? null;
  }

  /** What a room is told on entering. */
  joining(): Pick<PayloadOf<'join'>, 'sources' | 'hideAddress' | 'direct'> {
    const connected = this.#direct.paths.filter((path) => path.connected);
    return {
      sources: this.sources.toJoinWith(),
      hideAddress: this.#options.hideAddress,
      direct: connected.map(({ participantId }) => participantId).slice(0, 3),
    };
  }

  /** A stay entered a room; those before it go on beside it until they are given up. */
  enter(stay: Stay, reply: Entered): void {
    const told = reply.participants.find(({ id }) => id === stay.participantId)?.sending ?? [];
    const { path } = this.#boxes.enter(stay, reply, told);
    this.#policy = reply.policy;
    this.sources.toldAs(told);
    this.#feed(path);
    this.setMode(reply.mode);
    this.#probeIfDirect();
  }

  /** The media of one stay, also of one that is being left. */
  of(stay: Stay): StayMedia | null {
    return this.#boxes.of(stay);
  }

  /** The stay is over, or its box is lost: what it left on screen stays until something better plays. */
  giveUp(stay: Stay): void {
    this.#boxes.giveUp(stay);
  }

  setRoster(roster: readonly Participant[]): void {
    const before = this.#roster;
    this.#roster = roster;
    for (const { id } of before) if (!roster.some((each) => each.id === id)) this.#forgetParticipant(id);
    this.#switcher.setRoster(roster);
    this.#sync();
    for (const { id, suspended } of roster)
      if (!suspended && before.find((each) => each.id === id)?.suspended) this.#direct.renew(id);
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
    if (accepted === 'newer') for (const { id } of this.#roster) this.#reportIfFlipped(id);
  }

  onPathSettled({ epoch, participantId, path }: NoticeOf<'pathSettled'>): void {
    if (!this.#wanted.isMeant(epoch, path)) return;
    performance.mark('parley:settled', { detail: { participantId, path } });
    this.#after(retireAfterMs, () => {
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
    const stayMedia = this.of(stay);
    if (!stayMedia) return;
    stayMedia.catchUp(resumed);
    this.setMode(resumed.mode);
    const { epoch, mode: path } = resumed.mode;
    for (const participantId of resumed.settled) this.onPathSettled({ epoch, participantId, path });
    this.sources.tellAgain((source, muted) => stayMedia.announcer.tell(source, muted));
    for (const { id } of this.#roster) {
      if (!resumed.settled.includes(id)) this.#reportIfFlipped(id);
      this.#direct.renew(id);
    }
    this.#options.views.tellAgain();
  }

  /** Everybody of this roster plays by the way that is wanted now. */
  allFlipped(roster: readonly Participant[]): boolean {
    return roster.every(({ id, suspended }) => {
      const here = this.#roster.some((each) => each.id === id);
      return suspended || !here || this.#switcher.isFlipped(id, this.#wantedPath(id)?.id ?? '');
    });
  }

  playingKinds(participantId: string): ('p2p' | 'sfu')[] {
    return this.#switcher.playingPaths(participantId).map(kindOf);
  }

  /** The way that is proved to someone who sends nothing. */
  settledKind(participantId: string): 'p2p' | 'sfu' | null {
    const wanted = this.#wantedPath(participantId);
    return wanted && this.#switcher.isFlipped(participantId, wanted.id) ? wanted.kind : null;
  }

  isSwitching(participantId: string): boolean {
    const wanted = this.#wantedPath(participantId);
    return this.#proves() && wanted !== null && !this.#switcher.isFlipped(participantId, wanted.id);
  }

  async show(shown: readonly Shown[]): Promise<void> {
    await Promise.all(this.#paths().map((path) => path.show(shown)));
  }

  /** A stream that is on and must be arriving through the box now; null when there is none. */
  streamThatIsOn(): RTCRtpReceiver | null {
    const path = this.sfuPath;
    if (!path?.connected || this.isDirect) return null;
    return path.anyReceiver((received) => this.#isOn(received));
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.sources.close();
    this.#direct.closeAll();
    this.#boxes.close();
    this.#switcher.close();
  }

  /** Brings all ways in line with what is wanted: what is sent where, which connections there are, and what shall play. */
  #sync(): void {
    if (!this.#wanted.current || this.#closed || this.#syncing) return;
    this.#syncing = true;
    this.#sfuActive = applyWays({
      wanted: this.#wanted,
      policy: this.#policy,
      roster: this.#roster,
      boxes: this.#boxes,
      direct: this.#direct,
      sfuActive: this.#sfuActive,
      feed: (path) => this.#feed(path),
    });
    for (const { id } of this.#roster) {
      const wanted = this.#wantedPath(id);
      if (wanted) this.#switcher.want(id, wanted.id, this.#proves());
    }
    this.#syncing = false;
    this.#options.onWays();
  }

  #wantedPath(participantId: string): Path | null {
    return (this.isDirect ? this.#direct.path(participantId) : null) ?? this.sfuPath;
  }

  /** Somebody waits to hear what is proved: the box for a pair, or this side for a box that is left. */
  #proves(): boolean {
    const severalWays = this.#direct.paths.length > 0 || this.#boxes.areSeveral;
    return severalWays || (this.#policy !== 'sfu' && this.#roster.length < provedUpTo);
  }

  /** A new path is told what is sent now; later changes reach it like all others. */
  #feed(path: Path): void {
    if (this.#fed.has(path)) return;
    this.#fed.add(path);
    if (path.kind === 'sfu') path.setActive(this.#sfuActive);
    for (const [source, sending] of this.sources.sending()) void path.setSending(source, sending);
  }

  #paths(): Path[] {
    return [...this.#boxes.stays.map(({ path }) => path), ...this.#direct.paths];
  }

  #onFlipped(participantId: string, pathId: string): void {
    this.#options.onWays();
    if (pathId === this.#wantedPath(participantId)?.id) this.#reportIfFlipped(participantId);
  }

  #reportIfFlipped(participantId: string): void {
    const wanted = this.#wantedPath(participantId);
    if (this.#closed || wanted?.kind !== this.#wanted.current?.mode || !wanted) return;
    if (!this.#switcher.isFlipped(participantId, wanted.id) || this.#wanted.isSettled(participantId)) return;
    this.#reports.path(participantId);
  }

  /** While media go directly, it is found out whether the way through the box works. */
  #probeIfDirect(): void {
    const path = this.sfuPath;
    if (!this.isDirect || !path || this.#probed.has(path)) return;
    this.#probed.add(path);
    path.probe().then(
      () => this.#options.onWays(),
      (thrown) => console.warn('media-session: the way through the box does not work from here', thrown),
    );
  }

  #isOn({ participantId, source }: Received): boolean {
    const sending: Sending | undefined = this.#roster
      .find(({ id, suspended }) => id === participantId && !suspended)
      ?.sending.find((each) => each.source === source);
    if (!sending || sending.muted) return false;
    return source === 'mic' || source === 'screenAudio' || this.#options.views.watches(participantId, source);
  }

  #forgetParticipant(participantId: string): void {
    this.#wanted.forget(participantId);
    this.#direct.close(participantId);
  }

  #after(delayMs: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, delayMs);
    this.#timers.add(timer);
  }
}

function kindOf(pathId: string): 'p2p' | 'sfu' {
  return pathId.startsWith('sfu:') ? 'sfu' : 'p2p';
}
