import { type Accessor, createSignal } from 'solid-js';
import { changeDeviceSettings, deviceSettings } from '../createDeviceSettings.ts';
import type { PictureEffect } from '../device-settings.ts';
import type { LocalMedia } from '../local-media.ts';
import { Effects, type EffectsState } from './effects.ts';

export type EffectControls = {
  state: Accessor<EffectsState>;
  setPicture: (effect: PictureEffect) => void;
  setQuiet: (on: boolean) => void;
};

const known = new WeakMap<LocalMedia, EffectControls>();

/** The effects of a page's devices, the same from the green room to the end; begins with what was chosen last. */
export function createEffects(localMedia: LocalMedia): EffectControls {
  const existing = known.get(localMedia);
  if (existing) return existing;
  const [state, setState] = createSignal<EffectsState>({ picture: 'off', quiet: 'off' });
  const effects = new Effects(localMedia, setState);
  const controls: EffectControls = {
    state,
    setPicture: (picture) => {
      changeDeviceSettings({ picture });
      void effects.setPicture(picture);
    },
    setQuiet: (quiet) => {
      changeDeviceSettings({ quiet });
      void effects.setQuiet(quiet);
    },
  };
  known.set(localMedia, controls);
  effects.restore(deviceSettings());
  retryAtTouch(() => deviceSettings().quiet && state().quiet === 'failed' && void effects.setQuiet(true));
  return controls;
}

/** Sound that was held back because nobody had touched the page yet. */
function retryAtTouch(retry: () => void): void {
  const events = ['pointerdown', 'keydown'] as const;
  const once = () => {
    for (const event of events) document.removeEventListener(event, once);
    retry();
  };
  for (const event of events) document.addEventListener(event, once);
}
