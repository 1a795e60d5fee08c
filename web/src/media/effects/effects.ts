import type { LocalKind } from '../capture.ts';
import type { DeviceSettings, PictureEffect } from '../device-settings.ts';
import type { LocalMedia } from '../local-media.ts';
import type { Processor } from '../treatment.ts';
import type { Backdrop } from './compositor.ts';
import { type EffectEvent, type EffectState, nextEffectState } from './effect-state.ts';
import { readOwnBackdrop } from './own-backdrop.ts';
import type { PictureTreatment } from './picture-processor.ts';
import { trackStreams } from './track-streams.ts';

export type EffectsState = { picture: EffectState; quiet: EffectState };
type Kind = keyof EffectsState;

const sourceOf: Record<Kind, LocalKind> = { picture: 'camera', quiet: 'mic' };

/** What this browser can do at all. */
export const canTreat = {
  picture: () =>
    typeof OffscreenCanvas !== 'undefined' &&
    trackStreams.MediaStreamTrackProcessor !== undefined &&
    trackStreams.MediaStreamTrackGenerator !== undefined,
  quiet: () => typeof AudioWorkletNode !== 'undefined' && typeof WebAssembly !== 'undefined',
} satisfies Record<Kind, () => boolean>;

/** Where effects come from: loaded when one is first wanted; replaced in tests. */
export type EffectCode = {
  treatPicture: (backdrop: Backdrop, onTooSlow: () => void) => Promise<PictureTreatment>;
  treatSound: (onTooSlow: () => void) => Promise<Processor>;
};

const lazyCode: EffectCode = {
  treatPicture: async (backdrop, onTooSlow) =>
    (await import('./picture-processor.ts')).treatPicture(backdrop, onTooSlow),
  treatSound: async (onTooSlow) => (await import('./quiet-processor.ts')).treatSound(onTooSlow),
};

/** Effects on what this person sends: brought up when they are first wanted, given up when the machine cannot keep up. */
export class Effects {
  readonly #localMedia: Pick<LocalMedia, 'treat'>;
  readonly #code: EffectCode;
  readonly #onState: (state: EffectsState) => void;
  #state: EffectsState = { picture: 'off', quiet: 'off' };
  #picture: PictureTreatment | null = null;
  #attempt = 0;

  constructor(
    localMedia: Pick<LocalMedia, 'treat'>,
    onState: (state: EffectsState) => void,
    code: EffectCode = lazyCode,
  ) {
    this.#localMedia = localMedia;
    this.#code = code;
    this.#onState = onState;
  }

  /** What was chosen last time; before the devices open, so that nobody sees the room behind who hides it. */
  restore({ picture, quiet }: DeviceSettings): void {
    if (picture !== 'none' && canTreat.picture()) void this.setPicture(picture);
    if (quiet && canTreat.quiet()) void this.setQuiet(true);
  }

  async setPicture(effect: PictureEffect): Promise<void> {
    const attempt = ++this.#attempt;
    if (effect === 'none') {
      this.#picture = null;
      this.#happen('picture', 'drop');
      return this.#localMedia.treat('camera', null);
    }
    const running = this.#picture !== null && this.#state.picture === 'on';
    if (!running) this.#happen('picture', 'want');
    await this.#try('picture', async () => {
      const backdrop = await backdropOf(effect);
      if (attempt !== this.#attempt) return;
      // What is behind can change without a new start.
      if (this.#picture && running) return this.#picture.setBackdrop(backdrop);
      const picture = await this.#code.treatPicture(backdrop, () => this.#giveUp('picture'));
      if (attempt !== this.#attempt) return;
      this.#picture = picture;
      await this.#localMedia.treat('camera', this.#reporting('picture', picture.processor));
    });
  }

  async setQuiet(on: boolean): Promise<void> {
    if (!on) {
      this.#happen('quiet', 'drop');
      return this.#localMedia.treat('mic', null);
    }
    this.#happen('quiet', 'want');
    await this.#try('quiet', async () => {
      const sound = await this.#code.treatSound(() => this.#giveUp('quiet'));
      if (this.#state.quiet === 'starting') await this.#localMedia.treat('mic', this.#reporting('quiet', sound));
    });
  }

  async #try(kind: Kind, begin: () => Promise<void>): Promise<void> {
    try {
      await begin();
    } catch (thrown) {
      console.warn(`effects: ${kind} failed`, thrown);
      this.#happen(kind, 'fail');
    }
  }

  /** Devices are opened again later: how it went is told each time. */
  #reporting(kind: Kind, processor: Processor): Processor {
    return async (raw) => {
      try {
        const processed = await processor(raw);
        this.#happen(kind, 'ready');
        return processed;
      } catch (thrown) {
        this.#happen(kind, 'fail');
        throw thrown;
      }
    };
  }

  #giveUp(kind: Kind): void {
    if (kind === 'picture') this.#picture = null;
    this.#happen(kind, 'slow');
    void this.#localMedia.treat(sourceOf[kind], null);
  }

  #happen(kind: Kind, event: EffectEvent): void {
    const next = nextEffectState(this.#state[kind], event);
    if (next === this.#state[kind]) return;
    this.#state = { ...this.#state, [kind]: next };
    this.#onState(this.#state);
  }
}

async function backdropOf(effect: PictureEffect): Promise<Backdrop> {
  if (effect !== 'own') return { effect, image: null };
  const image = await readOwnBackdrop();
  if (!image) throw new Error('no picture of one’s own');
  return { effect, image };
}
