import type { Sending, Source } from '@parley/sfu/contract/shapes.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { captureScreen, type SharedScreen } from '../media/screen-capture.ts';
import { type Sent, SentSource, type SentSourceTools } from './sent-source.ts';

const all: readonly Source[] = ['mic', 'camera', 'screen', 'screenAudio'];

/** All that this person sends: camera and microphone as local media has them, and a screen while they share one. */
export class SentSources {
  readonly #localMedia: LocalMedia;
  readonly #sources: Map<Source, SentSource>;
  readonly #unsubscribe: () => void;
  #shared: SharedScreen | null = null;
  #onShared: (screen: MediaStreamTrack | null) => void = () => undefined;
  /** Sources that had a track since the ways last changed: when it goes away they are dark for now, not gone. */
  readonly #kept = new Set<Source>();
  #closed = false;

  constructor(localMedia: LocalMedia, tools: SentSourceTools) {
    this.#localMedia = localMedia;
    this.#sources = new Map(all.map((source) => [source, new SentSource(source, tools)]));
    this.#unsubscribe = localMedia.subscribe(() => this.#publish());
  }

  /** What the room is told on entering: what there is a track of. */
  toJoinWith(): Sending[] {
    return all.flatMap((source) => {
      const wanted = this.#wanted(source);
      return wanted?.track ? [{ source, muted: wanted.muted }] : [];
    });
  }

  /** The room was told this with the request to enter. */
  toldAs(told: readonly Sending[]): void {
    for (const [source, sent] of this.#sources) sent.toldAs(told.find((each) => each.source === source)?.muted ?? null);
    this.#publish();
  }

  tellAgain(tell: (source: Source, muted: boolean | null) => Promise<void>): void {
    for (const [source, sent] of this.#sources) void tell(source, sent.told);
  }

  /** What is sent now, for a way that is new. */
  sending(): [Source, { track: MediaStreamTrack | null }][] {
    return [...this.#sources].flatMap(([source, { sending }]) => (sending ? [[source, sending] as const] : [])) as [
      Source,
      { track: MediaStreamTrack | null },
    ][];
  }

  /** What is dark for now is no more. */
  forgetIdle(): void {
    this.#kept.clear();
    this.#publish();
  }

  /**
   * Asks which screen to share. Throws the browser's error; someone who changed their mind shares nothing. `onShared`: told the
   * track that is shared, and null when it is no more.
   */
  async share(onShared: (screen: MediaStreamTrack | null) => void): Promise<void> {
    const shared = await captureScreen();
    if (!shared) return;
    if (this.#closed) return stopAll(shared);
    if (this.#shared) stopAll(this.#shared);
    this.#shared = shared;
    this.#onShared = onShared;
    // The browser has a button of its own to stop it.
    shared.screen.addEventListener('ended', () => this.#shared === shared && this.stopSharing());
    onShared(shared.screen);
    this.#publish();
  }

  stopSharing(): void {
    if (!this.#shared) return;
    stopAll(this.#shared);
    this.#shared = null;
    for (const source of ['screen', 'screenAudio'] as const) this.#kept.delete(source);
    this.#onShared(null);
    this.#publish();
  }

  close(): void {
    this.#unsubscribe();
    this.stopSharing();
    this.#closed = true;
  }

  #publish(): void {
    if (this.#closed) return;
    for (const [source, sent] of this.#sources) {
      const wanted = this.#wanted(source);
      if (wanted?.track) this.#kept.add(source);
      sent.set(wanted);
    }
  }

  #wanted(source: Source): Sent {
    if (source === 'screen' || source === 'screenAudio') {
      const track = this.#shared?.[source] ?? null;
      return track && { track, muted: false };
    }
    const { track, on } = this.#localMedia.state[source];
    if (track) return { track, muted: !on };
    return this.#kept.has(source) ? { track: null, muted: true } : null;
  }
}

function stopAll({ screen, screenAudio }: SharedScreen): void {
  screen.stop();
  screenAudio?.stop();
}
