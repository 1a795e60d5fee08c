import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { Envelope, Handshake, PayloadOf, ReplyOf, RequestName } from '@parley/sfu/contract/requests.ts';
import type { Participant } from '@parley/sfu/contract/shapes.ts';
import { protocolVersion } from '@parley/sfu/contract/version.ts';
import type { Admission } from '@parley/worker/contract/meetings.ts';
import type { LeftReason, Problem } from '../errors/problem.ts';
import {
  BoxConnection,
  type ConnectionState,
  type RequestOptions,
  type ToldNotice,
} from '../signaling/box-connection.ts';
import { markJoin } from './join-marks.ts';
import {
  type Roster,
  reconciled,
  withAll,
  withChange,
  withoutAll,
  withoutParticipant,
  withParticipant,
} from './roster.ts';

export type Entered = ReplyOf<'join'>;
export type Resumed = NonNullable<NoticeOf<'connected'>['resumed']>;

/** Notices that a stay passes on as they are; the others it understands itself. */
export type PassedNotice = Exclude<ToldNotice, OwnNotice>;
type OwnNotice =
  | 'connected'
  | 'participantJoined'
  | 'participantLeft'
  | 'participantChanged'
  | 'rosterChanged'
  | 'left';

/** What happens during a stay, in one closed list. */
export type StayEvent =
  /** In the room. Comes before anything else. */
  | { type: 'entered'; reply: Entered }
  /** The others, this person left out. */
  | { type: 'roster' }
  /** This person, changed by somebody else or by the box. */
  | { type: 'self'; self: Participant }
  | { type: 'connectionLost' }
  /** Back on the same box; what was missed is in `resumed`. */
  | { type: 'connectionBack'; resumed: Resumed }
  /** The box does not know this peer any more, or sends it away to another place: the Worker must be asked again. */
  | { type: 'placeLost'; problem: Problem | LeftReason }
  | { type: 'left'; reason: LeftReason };

export type StayOptions = {
  admission: Admission;
  /** What this browser can do, and its end of the transports where it is known. */
  media: Pick<PayloadOf<'join'>, 'rtpCapabilities' | 'dtlsParameters'>;
  /** Most videos to begin with. */
  maxVideos: number;
  /** What the room is told on entering, as it is at that moment. */
  entering: () => Pick<PayloadOf<'join'>, 'sources' | 'hideAddress' | 'direct'>;
  onEvent: (stay: Stay, event: StayEvent) => void;
  onNotice: <N extends PassedNotice>(stay: Stay, name: N, notice: NoticeOf<N>) => void;
};

/** Ends after which this person still has a place in the meeting, only not here. */
const placeLostReasons: readonly LeftReason[] = ['moved', 'box-closing', 'connection-lost', 'failed'];

/** An end that comes before the room was entered: what joining failed with. */
const problemOfEnd: Partial<Record<LeftReason, Problem>> = {
  removed: 'removed',
  'meeting-ended': 'meeting-ended',
  moved: 'token-wrong-placement',
  'box-closing': 'box-closing',
};

/** One participant's stay in a room on one box: signaling from the handshake to the end. */
export class Stay {
  readonly #options: StayOptions;
  readonly #connection: BoxConnection;
  readonly #clientNonce = crypto.randomUUID();
  /** The request that goes with the handshake: with every one until the box said `connected`. */
  #join: Envelope<PayloadOf<'join'>> | null = null;
  #resumeSecret: string | null = null;
  #roster: Roster = [];
  #entered = false;
  /** Told while entering: the connection was lost and came back before the reply was there. */
  #resumedEarly: Resumed | null = null;
  #closed = false;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#connection = new BoxConnection(options.admission.box.url, {
      handshake: () => this.#handshake(),
      onState: (state, problem) => this.#onConnection(state, problem),
      onNotice: (name, notice) => this.#onNotice(name, notice),
    });
  }

  get admission(): Admission {
    return this.#options.admission;
  }

  get participantId(): string {
    return this.#options.admission.participant.id;
  }

  /** The others in the order in which they came. */
  get roster(): Roster {
    return this.#roster;
  }

  get isConnected(): boolean {
    return this.#entered && this.#connection.state === 'connected';
  }

  /** Attempts to come back fail quickly: the box is not there, rather than out of reach. */
  get isRefused(): boolean {
    return this.#connection.refusedAttempts > 0;
  }

  /** Enters the room with the request that went with the handshake; its reply is all that is needed to send and to receive. */
  async enter(): Promise<void> {
    const reply = await this.#connection.joined(this.#joining());
    markJoin('joined');
    if (this.#closed) return;
    this.#entered = true;
    this.#roster = reconciled([], reply.participants, this.participantId).roster;
    this.#emit({ type: 'entered', reply });
    if (this.#resumedEarly) this.#catchUp(this.#resumedEarly);
  }

  request<N extends RequestName>(name: N, payload: PayloadOf<N>, options?: RequestOptions): Promise<ReplyOf<N>> {
    return this.#connection.request(name, payload, options);
  }

  /** New transports in the same room. */
  openMedia(): Promise<ReplyOf<'openMedia'>> {
    const { media, maxVideos } = this.#options;
    return this.#connection.request('openMedia', { ...media, maxVideos });
  }

  /** The socket only seems to be alive. */
  dropConnection(): void {
    this.#connection.drop();
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    if (this.#connection.state === 'connected') await this.#connection.request('leave', {}).catch(() => undefined);
    this.close();
  }

  /** Ends signaling without a word; also no more attempts to come back. */
  close(): void {
    this.#closed = true;
    this.#connection.close();
  }

  #handshake(): Handshake {
    const { participantId } = this;
    const protocol = protocolVersion;
    if (this.#resumeSecret) return { type: 'resume', protocol, participantId, secret: this.#resumeSecret };
    const { token } = this.admission;
    return { type: 'join', protocol, token, clientNonce: this.#clientNonce, join: this.#joining() };
  }

  #joining(): Envelope<PayloadOf<'join'>> {
    const { media, maxVideos, entering } = this.#options;
    this.#join ??= { id: crypto.randomUUID(), data: { ...media, maxVideos, ...entering() } };
    return this.#join;
  }

  #onConnection(state: ConnectionState, problem: Problem | null): void {
    if (state === 'connected') markJoin('signaling-connected');
    else if (state === 'lost' && this.#entered) this.#emit({ type: 'connectionLost' });
    else if (state === 'refused') this.#emit({ type: 'placeLost', problem: problem ?? 'box-unreachable' });
  }

  #onNotice<N extends ToldNotice>(name: N, notice: NoticeOf<N>): void {
    const handle = this.#handlers[name as OwnNotice] as ((notice: NoticeOf<N>) => void) | undefined;
    if (handle) handle(notice);
    else if (!this.#closed) this.#options.onNotice(this, name as PassedNotice, notice as NoticeOf<PassedNotice>);
  }

  readonly #handlers: { [N in OwnNotice]: (notice: NoticeOf<N>) => void } = {
    connected: ({ resumeSecret, resumed }) => {
      this.#resumeSecret = resumeSecret;
      if (resumed && this.#entered) this.#catchUp(resumed);
      else this.#resumedEarly = resumed;
    },
    participantJoined: ({ participant }) => this.#onParticipant(participant, withParticipant),
    participantChanged: ({ participant }) => this.#onParticipant(participant, withChange),
    participantLeft: ({ participantId }) => this.#setRoster(withoutParticipant(this.#roster, participantId).roster),
    rosterChanged: ({ left, participants, byOthers }) => {
      const self = participants.find(({ id }) => id === this.participantId && byOthers.includes(id));
      if (self) this.#emit({ type: 'self', self });
      // Somebody who left and came again did leave: each is told by itself.
      if (left.length > 0) this.#setRoster(withoutAll(this.#roster, left));
      if (participants.length > 0) this.#setRoster(withAll(this.#roster, participants, this.participantId));
    },
    left: ({ reason }) => {
      this.#connection.close(problemOfEnd[reason] ?? null);
      if (placeLostReasons.includes(reason)) this.#emit({ type: 'placeLost', problem: reason });
      else this.#emit({ type: 'left', reason });
    },
  };

  #onParticipant(participant: Participant, merge: typeof withParticipant): void {
    if (participant.id === this.participantId) this.#emit({ type: 'self', self: participant });
    else this.#setRoster(merge(this.#roster, participant).roster);
  }

  #catchUp(resumed: Resumed): void {
    this.#resumedEarly = null;
    this.#setRoster(reconciled(this.#roster, resumed.participants, this.participantId).roster);
    const self = resumed.participants.find(({ id }) => id === this.participantId);
    if (self) this.#emit({ type: 'self', self });
    this.#emit({ type: 'connectionBack', resumed });
  }

  #setRoster(roster: Roster): void {
    this.#roster = roster;
    this.#emit({ type: 'roster' });
  }

  #emit(event: StayEvent): void {
    if (!this.#closed) this.#options.onEvent(this, event);
  }
}
