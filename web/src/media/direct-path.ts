import { kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';
import type { Signal } from '@parley/sfu/contract/signal.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import { type ConnectionFacts, readConnectionFacts } from './connection-quality.ts';
import { DirectNegotiation, type SectionSource } from './direct-negotiation.ts';
import { directEncoding, pickVideoCodec, type VideoCodec } from './encodings.ts';
import { cappedBps, type Path, type PathEvents, type PathHealth, type Received } from './path.ts';

export type DirectPathOptions = {
  participantId: string;
  /** Names this end of the connection; another one is another connection. */
  link: string;
  polite: boolean;
  iceServers: IceServer[];
  /** Only over a relay, so that the other one does not learn this person's address. */
  hideAddress: boolean;
  videoCodec: VideoCodec;
  send: (signal: Signal) => void;
  events: PathEvents;
  /** The two ends cannot agree any more, whatever is sent: only another connection helps. */
  onStuck: () => void;
};

/**
 * Where both ends offer at once, Chromium numbers the header extensions of their sections on both sides and then refuses the other
 * one's numbers ("RTP extension ID reassignment not supported"). So the polite end lets the other one begin.
 */
const politeHoldMs = 400;

/**
 * Chromium cannot offer its own sources into a session that began with Firefox's numbers of header extensions ("codec collision for
 * header extension"); Firefox keeps to Chromium's. So Firefox lets the other end begin.
 */
const firefoxHoldMs = 1_000;
const isFirefox = () => navigator.userAgent.includes('Firefox/');

const healthOf: Record<RTCPeerConnectionState, PathHealth> = {
  new: 'new',
  connecting: 'connecting',
  connected: 'connected',
  disconnected: 'disconnected',
  failed: 'failed',
  closed: 'failed',
};

/**
 * Media directly between this person and one other, over one RTCPeerConnection. Each end's sources are media sections of its own
 * that only send, so that neither end's negotiation depends on what the other one sends.
 */
export class DirectPath implements Path {
  readonly id: string;
  readonly kind = 'p2p';
  readonly participantId: string;
  readonly link: string;
  readonly #options: DirectPathOptions;
  readonly #connection: RTCPeerConnection;
  readonly #negotiation: DirectNegotiation;
  readonly #streams = { self: new MediaStream(), screen: new MediaStream() };
  readonly #own = new Map<Source, RTCRtpTransceiver>();
  readonly #incoming = new Map<string, RTCTrackEvent>();
  #theirSources: readonly SectionSource[] = [];
  #capped = false;
  #limits: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: DirectPathOptions) {
    this.#options = options;
    this.participantId = options.participantId;
    this.link = options.link;
    this.id = `direct:${options.link}`;
    this.#connection = new RTCPeerConnection({
      iceServers: options.iceServers,
      iceTransportPolicy: options.hideAddress ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    });
    this.#negotiation = new DirectNegotiation(this.#connection, {
      link: options.link,
      polite: options.polite,
      holdMs: isFirefox() ? firefoxHoldMs : options.polite ? politeHoldMs : 0,
      send: options.send,
      ownSources: () => this.#ownSources(),
      onSources: (sources) => {
        this.#theirSources = sources;
        this.#announce();
      },
      onError: (what, thrown) => {
        console.warn(`direct-path: ${what} failed`, thrown);
        if (!this.#closed && (what === 'offer' || what === 'answer')) options.onStuck();
      },
    });
    this.#connection.addEventListener('track', (event) => this.#onTrack(event));
    this.#connection.addEventListener('connectionstatechange', () => {
      if (!this.#closed) options.events.onHealth(healthOf[this.#connection.connectionState]);
    });
    // Connects also two people who send nothing, and before they do.
    this.#connection.createDataChannel('parley', { negotiated: true, id: 0 });
  }

  get connected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  receive(signal: Signal): void {
    if (!this.#closed) this.#negotiation.receive(signal);
  }

  /** What the other end may have missed is said again. */
  resend(): void {
    if (!this.#closed) this.#negotiation.resend();
  }

  async setSending(source: Source, sending: { track: MediaStreamTrack | null } | null): Promise<void> {
    if (this.#closed) return;
    const transceiver = this.#own.get(source);
    const track = sending?.track ?? null;
    try {
      if (transceiver) await transceiver.sender.replaceTrack(track);
      else if (sending) this.#add(source, track);
    } catch (thrown) {
      if (!this.#closed) console.warn(`direct-path: sending ${source} failed`, thrown);
    }
  }

  setActive(): void {
    // A direct connection is closed when it is not wanted.
  }

  setCapped(capped: boolean): void {
    if (this.#capped === capped) return;
    this.#capped = capped;
    for (const [source, { sender }] of this.#own) this.#limit(source, sender);
  }

  async show(): Promise<void> {
    // What is hidden arrives all the same: there is nobody in between who could leave it out.
  }

  /** A new way for the same connection, with relay credentials that are still good. */
  restartIce(iceServers: IceServer[] | null): void {
    if (this.#closed) return;
    if (iceServers) this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers });
    this.#connection.restartIce();
  }

  /** How the connection does, for `connection-quality.ts` and for the person who looks. */
  async facts(): Promise<ConnectionFacts> {
    return readConnectionFacts(await this.#connection.getStats());
  }

  async reports(): Promise<readonly RTCStatsReport[]> {
    return this.#closed ? [] : [await this.#connection.getStats()];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#negotiation.close();
    this.#connection.close();
    this.#incoming.clear();
    this.#options.events.onReceived([]);
  }

  #add(source: Source, track: MediaStreamTrack | null): void {
    const kind = kindOfSource[source];
    const transceiver = this.#connection.addTransceiver(track ?? kind, {
      direction: 'sendonly',
      // Lip-sync pairs a microphone with its camera, and a screen with its sound.
      streams: [this.#streams[source.startsWith('screen') ? 'screen' : 'self']],
      ...(kind === 'video' ? { sendEncodings: [directEncoding(source, this.#capped)] } : {}),
    });
    this.#own.set(source, transceiver);
    if (kind === 'video') this.#preferCodec(transceiver);
    this.#limit(source, transceiver.sender);
  }

  #preferCodec(transceiver: RTCRtpTransceiver): void {
    const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
    const preferred = pickVideoCodec(codecs, this.#options.videoCodec)?.mimeType;
    if (!preferred) return;
    const isPreferred = ({ mimeType }: { mimeType: string }) => mimeType === preferred;
    transceiver.setCodecPreferences?.([...codecs.filter(isPreferred), ...codecs.filter((each) => !isPreferred(each))]);
  }

  #limit(source: Source, sender: RTCRtpSender): void {
    if (kindOfSource[source] === 'audio') return;
    // One after the other: a browser refuses parameters that are older than those which are just being set.
    this.#limits = this.#limits
      .then(() => {
        const parameters: RTCRtpSendParameters & { degradationPreference?: string } = sender.getParameters();
        const { maxBitrate = cappedBps } = directEncoding(source, this.#capped);
        parameters.degradationPreference = source === 'screen' ? 'maintain-resolution' : 'balanced';
        for (const encoding of parameters.encodings ?? []) encoding.maxBitrate = maxBitrate;
        return sender.setParameters(parameters);
      })
      .catch((thrown) => {
        if (!this.#closed) console.warn(`direct-path: limiting ${source} failed`, thrown);
      });
  }

  #ownSources(): SectionSource[] {
    return [...this.#own].flatMap(([source, { mid }]) => (mid === null ? [] : [{ mid, source }]));
  }

  #onTrack(event: RTCTrackEvent): void {
    const { mid } = event.transceiver;
    if (mid === null || this.#closed) return;
    this.#incoming.set(mid, event);
    this.#announce();
  }

  #announce(): void {
    if (this.#closed) return;
    const received = new Map<Source, Received>();
    for (const { mid, source } of this.#theirSources) {
      const event = this.#incoming.get(mid);
      if (!event || received.has(source) || event.track.kind !== kindOfSource[source]) continue;
      const { participantId } = this;
      const { track, receiver } = event;
      received.set(source, { id: `${this.id}:${mid}`, participantId, source, track, receiver });
    }
    this.#options.events.onReceived([...received.values()]);
  }
}
