import type { NoticeName, NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { Handshake, MediaSetup } from '@parley/sfu/contract/requests.ts';
import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { protocolVersion } from '@parley/sfu/contract/version.ts';
import type { Admission } from '@parley/worker/contract/meetings.ts';
import type { LeftReason, Problem } from '../errors/problem.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { Received, Shown } from '../media/path.ts';
import { SfuPath } from '../media/sfu-path.ts';
import type { ViewReporter } from '../media/view-reporter.ts';
import { BoxConnection, type ConnectionState } from '../signaling/box-connection.ts';
import { markJoin } from './join-marks.ts';
import { type RosterChange, reconciled, withChange, withoutParticipant, withParticipant } from './roster.ts';

/** What happens during a stay, in one closed list. */
export type StayEvent =
  | ({ type: 'roster'; first: boolean } & RosterChange)
  | { type: 'received'; received: readonly Received[] }
  | { type: 'speakers'; participantIds: string[] }
  | { type: 'locked'; locked: boolean }
  | { type: 'connectionLost' }
  | { type: 'connectionBack' }
  /** The box does not know this peer any more, or sends it away to another place: the Worker must be asked again. */
  | { type: 'placeLost'; problem: Problem | LeftReason }
  | { type: 'left'; reason: LeftReason };

export type StayOptions = {
  admission: Admission;
  media: MediaDevice;
  localMedia: LocalMedia;
  views: ViewReporter;
  /** Most videos to begin with. */
  maxVideos: number;
  onEvent: (event: StayEvent) => void;
};

const reopenAfterMs = 1_500;

/** Ends after which this person still has a place in the meeting, only not here. */
const placeLostReasons: readonly LeftReason[] = ['moved', 'box-closing', 'connection-lost', 'failed'];

type Resumed = NonNullable<NoticeOf<'connected'>['resumed']>;

/** An end that comes before the room was entered: what joining failed with. */
const problemOfEnd: Partial<Record<LeftReason, Problem>> = {
  removed: 'removed',
  'meeting-ended': 'meeting-ended',
  moved: 'token-wrong-placement',
  'box-closing': 'box-closing',
};

/** One participant's stay in a room on one box: signaling and media from the handshake to the end. */
export class Stay {
  readonly #options: StayOptions;
  readonly #connection: BoxConnection;
  readonly #clientNonce = crypto.randomUUID();
  readonly #unsubscribe: () => void;
  #resumeSecret: string | null = null;
  #roster: readonly Participant[] = [];
  #path: SfuPath | null = null;
  #entered = false;
  /** Told while entering: the connection was lost and came back before the reply was there. */
  #resumedEarly: Resumed | null = null;
  #opening = false;
  /** The media path carries nothing any more; opened again as soon as signaling allows. */
  #mediaBroken = false;
  #closed = false;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#connection = new BoxConnection(options.admission.box.url, {
      handshake: () => this.#handshake(),
      onState: (state, problem) => this.#onConnection(state, problem),
      onNotice: (name, notice) => this.#onNotice(name, notice),
    });
    this.#unsubscribe = options.localMedia.subscribe(() => this.#publish());
  }

  get participantId(): string {
    return this.#options.admission.participant.id;
  }

  /** Enters the room with one request, whose reply is all that is needed to send and to receive. */
  async enter(): Promise<void> {
    const { media, maxVideos } = this.#options;
    const reply = await this.#connection.request('join', { rtpCapabilities: media.rtpCapabilities, maxVideos });
    markJoin('joined');
    this.#openPath(reply.media);
    this.#entered = true;
    this.#setRoster(reconciled([], reply.participants, this.participantId), true);
    this.#emit({ type: 'locked', locked: reply.locked });
    if (this.#resumedEarly) this.#catchUp(this.#resumedEarly);
  }

  async show(shown: readonly Shown[]): Promise<void> {
    await this.#path?.show(shown);
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    if (this.#connection.state === 'connected') await this.#connection.request('leave', {}).catch(() => undefined);
    this.close();
  }

  /** No more attempts to come back by itself; what plays goes on playing. For when another stay of this person takes over. */
  stopResuming(): void {
    this.#connection.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#path?.close();
    this.#connection.close();
  }

  #handshake(): Handshake {
    if (this.#resumeSecret)
      return {
        type: 'resume',
        protocol: protocolVersion,
        participantId: this.participantId,
        secret: this.#resumeSecret,
      };
    return {
      type: 'join',
      protocol: protocolVersion,
      token: this.#options.admission.token,
      clientNonce: this.#clientNonce,
    };
  }

  #onConnection(state: ConnectionState, problem: Problem | null): void {
    if (state === 'connected') {
      markJoin('signaling-connected');
      if (this.#entered) this.#emit({ type: 'connectionBack' });
    } else if (state === 'lost' && this.#entered) {
      this.#emit({ type: 'connectionLost' });
    } else if (state === 'refused') {
      this.#emit({ type: 'placeLost', problem: problem ?? 'box-unreachable' });
    }
  }

  #onNotice<N extends NoticeName>(name: N, notice: NoticeOf<N>): void {
    const handle = this.#handlers[name] as (notice: NoticeOf<N>) => void;
    handle(notice);
  }

  readonly #handlers: { [N in NoticeName]: (notice: NoticeOf<N>) => void } = {
    connected: ({ resumeSecret, resumed }) => {
      this.#resumeSecret = resumeSecret;
      if (resumed && this.#entered) this.#catchUp(resumed);
      else this.#resumedEarly = resumed;
    },
    participantJoined: ({ participant }) => this.#setRoster(withParticipant(this.#roster, participant), false),
    participantLeft: ({ participantId }) => this.#setRoster(withoutParticipant(this.#roster, participantId), false),
    participantChanged: ({ participant }) => this.#setRoster(withChange(this.#roster, participant), false),
    consumerAdded: ({ epoch, consumer }) => {
      if (this.#isCurrent(epoch)) void this.#path?.addConsumer(consumer, false);
    },
    consumerClosed: ({ consumerId }) => this.#path?.removeConsumer(consumerId),
    speakers: ({ participantIds }) => this.#emit({ type: 'speakers', participantIds }),
    mediaReset: () => void this.#reopenMedia(),
    roomLocked: ({ locked }) => this.#emit({ type: 'locked', locked }),
    watchedLayers: ({ source, maxSpatialLayer }) => this.#path?.limitLayers(source, maxSpatialLayer),
    left: ({ reason }) => {
      this.#connection.close(problemOfEnd[reason] ?? null);
      if (placeLostReasons.includes(reason)) this.#emit({ type: 'placeLost', problem: reason });
      else this.#emit({ type: 'left', reason });
    },
  };

  /** Brings this side in line with what the box says now: notices, requests and answers may have been lost with the connection. */
  #catchUp({ epoch, participants, consumers, locked, watchedLayers }: Resumed): void {
    this.#resumedEarly = null;
    this.#setRoster(reconciled(this.#roster, participants, this.participantId), false);
    this.#emit({ type: 'locked', locked });
    if (!this.#isCurrent(epoch) || this.#mediaBroken) return void this.#reopenMedia();
    this.#path?.reconcileConsumers(consumers);
    this.#path?.reconcileSending(participants.find(({ id }) => id === this.participantId)?.sending ?? []);
    for (const { source, maxSpatialLayer } of watchedLayers) this.#path?.limitLayers(source, maxSpatialLayer);
    this.#options.views.tellAgain();
  }

  #isCurrent(epoch: SfuPath['epoch']): boolean {
    return this.#path?.epoch.placement === epoch.placement && this.#path.epoch.change === epoch.change;
  }

  #setRoster(change: RosterChange, first: boolean): void {
    const withoutSelf = change.roster.filter(({ id }) => id !== this.participantId);
    this.#roster = withoutSelf;
    this.#emit({ type: 'roster', first, ...change, roster: withoutSelf });
  }

  /** The room's media were rebuilt, or this side's transports broke for good: new ones, and everything is sent again. */
  async #reopenMedia(): Promise<void> {
    this.#mediaBroken = true;
    if (this.#opening || this.#closed || this.#connection.state !== 'connected') return;
    this.#opening = true;
    const { media, maxVideos } = this.#options;
    try {
      const setup = await this.#connection.request('openMedia', { rtpCapabilities: media.rtpCapabilities, maxVideos });
      this.#openPath(setup);
    } catch (thrown) {
      console.warn('stay: media could not be opened again', thrown);
      setTimeout(() => void this.#reopenMedia(), reopenAfterMs);
    } finally {
      this.#opening = false;
    }
  }

  #openPath(setup: MediaSetup): void {
    this.#path?.close();
    if (this.#closed) return;
    this.#mediaBroken = false;
    const path: SfuPath = new SfuPath(
      this.#options.media,
      setup,
      this.#options.admission.iceServers,
      (name, payload) => this.#connection.request(name, payload),
      {
        onReceived: (received) => this.#path === path && this.#emit({ type: 'received', received }),
        onAttached: ({ id, participantId, source }, playing) =>
          this.#options.views.attach(id, participantId, source, playing),
        onDetached: (id) => this.#options.views.detach(id),
        onBroken: () => this.#path === path && void this.#reopenMedia(),
      },
    );
    this.#path = path;
    this.#publish();
  }

  #publish(): void {
    const { mic, camera } = this.#options.localMedia.state;
    this.#path?.setSending('mic', { track: mic.track, muted: !mic.on });
    this.#path?.setSending('camera', { track: camera.track, muted: !camera.on });
  }

  #emit(event: StayEvent): void {
    if (!this.#closed) this.#options.onEvent(event);
  }
}
