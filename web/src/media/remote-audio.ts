import { kindOfSource } from '@parley/sfu/contract/shapes.ts';
import type { Received } from './path.ts';
import type { Playing } from './switcher.ts';

type Voice = { streams: readonly Received[]; muted: boolean; audibleId: string | null };

/**
 * Plays what the others say, each stream in an `<audio>` element of its own: the browser's echo cancellation knows only those,
 * not an AudioContext. Of one source's streams at most one is audible; the change is made in one task, when the new one plays.
 */
export class RemoteAudio {
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #voices = new Map<string, Voice>();
  readonly #onBlocked: (blocked: boolean) => void;
  #speakerId: string | null = null;

  /** `onBlocked`: the browser wants a touch of the page before it plays sound. */
  constructor(onBlocked: (blocked: boolean) => void) {
    this.#onBlocked = onBlocked;
  }

  /** All that plays now; of several streams of one source the first one is to be heard. */
  play(playing: readonly Playing[]): void {
    const audible = playing.filter(({ source }) => kindOfSource[source] === 'audio');
    const ids = new Set(audible.flatMap(({ streams }) => streams.map(({ id }) => id)));
    const keys = new Set(audible.map(voiceKey));
    for (const key of [...this.#voices.keys()]) if (!keys.has(key)) this.#voices.delete(key);
    for (const each of audible) {
      const before = this.#voices.get(voiceKey(each));
      this.#voices.set(voiceKey(each), { audibleId: null, ...before, streams: each.streams, muted: each.muted });
      for (const stream of each.streams) if (!this.#elements.has(stream.id)) this.#add(stream);
    }
    for (const voice of this.#voices.values()) this.#swap(voice);
    for (const [id, element] of this.#elements) if (!ids.has(id)) this.#drop(id, element);
  }

  async chooseSpeaker(speakerId: string | null): Promise<void> {
    this.#speakerId = speakerId;
    await Promise.all([...this.#elements.values()].map((element) => this.#direct(element)));
  }

  /** After a touch of the page. */
  resume(): void {
    this.#onBlocked(false);
    for (const element of this.#elements.values()) this.#start(element);
  }

  close(): void {
    this.#voices.clear();
    for (const [id, element] of this.#elements) this.#drop(id, element);
  }

  #add({ id, track, participantId, source }: Received): void {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.muted = true;
    element.dataset.participant = participantId;
    element.dataset.source = source;
    element.srcObject = new MediaStream([track]);
    element.addEventListener('playing', () => {
      for (const voice of this.#voices.values()) if (voice.streams.some((each) => each.id === id)) this.#swap(voice);
    });
    document.body.append(element);
    this.#elements.set(id, element);
    void this.#direct(element);
    this.#start(element);
  }

  /** Makes the first stream the audible one: at once when nothing else is, else as soon as it plays. */
  #swap(voice: Voice): void {
    const wanted = voice.streams[0];
    const current = voice.streams.find(({ id }) => id === voice.audibleId);
    const next = wanted && this.#elements.get(wanted.id);
    if (!wanted || !next) return;
    const ready =
      !current || current === wanted || (!next.paused && next.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    if (ready) voice.audibleId = wanted.id;
    for (const { id } of voice.streams) {
      const element = this.#elements.get(id);
      if (!element) continue;
      const muted = voice.muted || id !== voice.audibleId;
      if (element.muted === muted) continue;
      element.muted = muted;
      // A browser that allows only silent elements to start by themselves pauses one that becomes audible.
      if (!muted && element.paused) this.#start(element);
    }
  }

  #start(element: HTMLAudioElement): void {
    element.play().catch((thrown: unknown) => {
      if (thrown instanceof DOMException && thrown.name === 'NotAllowedError') this.#onBlocked(true);
    });
  }

  async #direct(element: HTMLAudioElement): Promise<void> {
    // A speaker that is gone: the default one goes on.
    if (element.sinkId !== undefined && element.sinkId !== (this.#speakerId ?? ''))
      await element.setSinkId?.(this.#speakerId ?? '').catch(() => undefined);
  }

  #drop(id: string, element: HTMLAudioElement): void {
    element.srcObject = null;
    element.remove();
    this.#elements.delete(id);
  }
}

function voiceKey({ participantId, source }: Playing): string {
  return `${participantId}:${source}`;
}
