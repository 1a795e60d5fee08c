import { kindOfSource } from '@parley/sfu/contract/shapes.ts';
import type { Received } from './path.ts';

/**
 * Plays what the others say, each stream in an `<audio>` element of its own: the browser's echo cancellation knows only those,
 * not an AudioContext.
 */
export class RemoteAudio {
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #onBlocked: (blocked: boolean) => void;
  #speakerId: string | null = null;

  /** `onBlocked`: the browser wants a touch of the page before it plays sound. */
  constructor(onBlocked: (blocked: boolean) => void) {
    this.#onBlocked = onBlocked;
  }

  play(received: readonly Received[]): void {
    const audible = received.filter(({ source }) => kindOfSource[source] === 'audio');
    const ids = new Set(audible.map(({ id }) => id));
    for (const [id, element] of this.#elements) if (!ids.has(id)) this.#drop(id, element);
    for (const { id, track, participantId } of audible)
      if (!this.#elements.has(id)) this.#add(id, track, participantId);
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
    for (const [id, element] of this.#elements) this.#drop(id, element);
  }

  #add(id: string, track: MediaStreamTrack, participantId: string): void {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.dataset.participant = participantId;
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
    this.#elements.set(id, element);
    void this.#direct(element);
    this.#start(element);
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
