import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { Signal } from '@parley/sfu/contract/signal.ts';
import { tuneOpus } from './opus-sdp.ts';
import { startVideoWell } from './video-start.ts';

/** Which source a media section of one end carries. */
export type SectionSource = { mid: string; source: Source };

/** What the negotiation needs of an RTCPeerConnection. */
export type Negotiated = Pick<
  RTCPeerConnection,
  | 'signalingState'
  | 'localDescription'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'createAnswer'
  | 'addIceCandidate'
  | 'addEventListener'
>;

export type NegotiationTools = {
  /** Names this end of this connection. */
  link: string;
  /** Gives way when both ends offer at once: the one with the larger participant id. */
  polite: boolean;
  /** Waits so long for an offer of the other end before its own first one, in milliseconds. */
  holdMs: number;
  send: (signal: Signal) => void;
  /** This end's own media sections, as they are negotiated so far. */
  ownSources: () => SectionSource[];
  /** What the other end says of its own, before its streams arrive. */
  onSources: (sources: readonly SectionSource[]) => void;
  onError: (what: string, thrown: unknown) => void;
};

type Candidates = NonNullable<Signal['candidates']>;

/** Candidates come in bursts: one message for each burst. */
const gatherMs = 20;
const candidatesPerSignal = 32;

/**
 * Perfect negotiation (W3C WebRTC §10.7) over signals. One step at a time, own offers included, so that each step finds the
 * connection between two states and never in the middle.
 */
export class DirectNegotiation {
  readonly #connection: Negotiated;
  readonly #tools: NegotiationTools;
  #steps: Promise<void> = Promise.resolve();
  #ignoring = false;
  #candidates: Candidates = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #negotiated = false;
  #closed = false;
  /** The other end's sections that carry sound in stereo, and this end's. */
  #stereoThere = new Set<string>();

  constructor(connection: Negotiated, tools: NegotiationTools) {
    this.#connection = connection;
    this.#tools = tools;
    connection.addEventListener('negotiationneeded', () => this.#onNeeded());
    connection.addEventListener('icecandidate', ({ candidate }) => candidate && this.#gather(candidate));
  }

  #onNeeded(): void {
    const offer = () => this.#enqueue('offer', () => this.#offer());
    if (this.#negotiated || this.#tools.holdMs === 0) offer();
    else this.#hold ??= setTimeout(offer, this.#tools.holdMs);
  }

  receive({ description, candidates }: Signal): void {
    if (description) this.#enqueue(description.type, () => this.#accept(description));
    for (const candidate of candidates ?? []) this.#enqueue('candidate', () => this.#addCandidate(candidate));
  }

  /** Signals may be lost: an offer without an answer is sent again. Who has answered it already answers once more. */
  resend(): void {
    this.#enqueue('resend', async () => {
      if (this.#connection.signalingState === 'have-local-offer') this.#sendDescription();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#hold);
  }

  #enqueue(what: string, step: () => Promise<void>): void {
    this.#steps = this.#steps
      .then(() => (this.#closed ? undefined : step()))
      .catch((thrown) => {
        if (!this.#closed) this.#tools.onError(what, thrown);
      });
  }

  async #offer(): Promise<void> {
    // The browser asks again as soon as the exchange under way is over.
    if (this.#connection.signalingState !== 'stable') return;
    await this.#connection.setLocalDescription();
    this.#sendDescription();
  }

  async #accept(description: NonNullable<Signal['description']>): Promise<void> {
    const { type, sdp, sources } = description;
    const collision = type === 'offer' && this.#connection.signalingState !== 'stable';
    this.#ignoring = collision && !this.#tools.polite;
    if (this.#ignoring) return;
    // An answer to an offer that was taken back.
    if (type === 'answer' && this.#connection.signalingState !== 'have-local-offer') return;
    this.#tools.onSources(sources);
    this.#stereoThere = stereoMids(sources);
    const stereo = new Set([...this.#stereoThere, ...stereoMids(this.#tools.ownSources())]);
    await this.#connection.setRemoteDescription({ type, sdp: startVideoWell(tuneOpus(sdp, stereo)) });
    if (type === 'offer') await this.#answer();
    this.#endHold();
  }

  /** Their offer came: what waited for it is next. */
  #endHold(): void {
    this.#negotiated = true;
    if (this.#hold === undefined) return;
    clearTimeout(this.#hold);
    this.#hold = undefined;
    this.#enqueue('offer', () => this.#offer());
  }

  async #answer(): Promise<void> {
    if (this.#stereoThere.size === 0) {
      await this.#connection.setLocalDescription();
    } else {
      // A browser decodes in stereo only what its own answer says so of.
      const answer = await this.#connection.createAnswer();
      await this.#connection.setLocalDescription({
        type: 'answer',
        sdp: tuneOpus(answer.sdp ?? '', this.#stereoThere),
      });
    }
    this.#sendDescription();
  }

  #sendDescription(): void {
    const { localDescription } = this.#connection;
    if (this.#closed || (localDescription?.type !== 'offer' && localDescription?.type !== 'answer')) return;
    const { type, sdp } = localDescription;
    this.#tools.send({ link: this.#tools.link, description: { type, sdp, sources: this.#tools.ownSources() } });
  }

  async #addCandidate(candidate: Candidates[number]): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (thrown) {
      // Those of an offer that was ignored belong to nothing here.
      if (!this.#ignoring) throw thrown;
    }
  }

  #gather({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    this.#candidates.push({ candidate, sdpMid, sdpMLineIndex, usernameFragment });
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // A candidate must not arrive before the description it belongs to.
      this.#enqueue('candidates', async () => {
        while (this.#candidates.length > 0)
          this.#tools.send({ link: this.#tools.link, candidates: this.#candidates.splice(0, candidatesPerSignal) });
      });
    }, gatherMs);
  }
}

function stereoMids(sources: readonly SectionSource[]): Set<string> {
  return new Set(sources.filter(({ source }) => source === 'screenAudio').map(({ mid }) => mid));
}
