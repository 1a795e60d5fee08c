import { createEffect, createSignal, createUniqueId, For, Show } from 'solid-js';
import { Switch } from '../../design/Switch.tsx';
import { texts } from '../../texts/texts.ts';
import { deviceSettings } from '../createDeviceSettings.ts';
import { type PictureEffect, pictureEffects } from '../device-settings.ts';
import type { LocalMedia, LocalMediaState } from '../local-media.ts';
import { createEffects } from './createEffects.ts';
import type { EffectState } from './effect-state.ts';
import { canTreat } from './effects.ts';
import { hasOwnBackdrop, keepOwnBackdrop } from './own-backdrop.ts';
import './effect-choices.css';

export type EffectChoicesProps = {
  localMedia: LocalMedia;
  devices: LocalMediaState;
  /** Where the picture is seen anyway, as in the green room, there is no other one. Default true. */
  preview?: boolean;
};

/** What becomes of the own picture and sound before the others see and hear them; seen at once in the picture above. */
export function EffectChoices(props: EffectChoicesProps) {
  const words = texts.devices.effects;
  const effects = createEffects(props.localMedia);
  const [refused, setRefused] = createSignal(false);
  const group = createUniqueId();
  let file: HTMLInputElement | undefined;
  const choose = (effect: PictureEffect) => {
    setRefused(false);
    if (effect === 'own' && !hasOwnBackdrop()) file?.click();
    else effects.setPicture(effect);
  };
  const keep = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      await keepOwnBackdrop(chosen);
      effects.setPicture('own');
    } catch {
      setRefused(true);
    }
  };
  return (
    <fieldset class="effects">
      <legend>{words.heading}</legend>
      <Show when={canTreat.quiet()} fallback={<p class="soft">{words.cannot.quiet}</p>}>
        <Switch
          label={words.quiet}
          hint={words.quietHint}
          on={deviceSettings().quiet}
          onChange={(on) => effects.setQuiet(on)}
        />
        <EffectNote kind="quiet" state={effects.state().quiet} />
      </Show>
      <Show when={canTreat.picture()} fallback={<p class="soft">{words.cannot.picture}</p>}>
        <Show when={props.preview !== false}>
          <OwnPreview track={props.devices.camera.track} />
        </Show>
        <p class="effects-heading" id={`${group}-picture`}>
          {words.picture}
        </p>
        <div class="effects-pictures" role="radiogroup" aria-labelledby={`${group}-picture`}>
          <For each={pictureEffects}>
            {(effect) => (
              <label class="effect" data-effect={effect}>
                <input
                  type="radio"
                  class="visually-hidden"
                  name={group}
                  value={effect}
                  checked={deviceSettings().picture === effect}
                  onChange={(event) => {
                    choose(effect);
                    // One's own picture is chosen when there is one.
                    checkChosen(event.currentTarget);
                  }}
                />
                <span class="effect-swatch" aria-hidden="true" />
                <span>{words.choices[effect]}</span>
              </label>
            )}
          </For>
        </div>
        <Show when={deviceSettings().picture === 'own'}>
          <button type="button" class="button" onClick={() => file?.click()}>
            {words.ownFile}
          </button>
        </Show>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={words.ownFile}
          onChange={(event) => {
            void keep(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Show when={refused()}>
          <p class="field-error" role="alert">
            {words.ownRefused}
          </p>
        </Show>
        <EffectNote kind="picture" state={effects.state().picture} />
      </Show>
    </fieldset>
  );
}

/** What is checked is what is chosen, also after somebody changed their mind in the browser's dialog. */
function checkChosen(among: HTMLInputElement): void {
  const group = among.closest('[role="radiogroup"]');
  for (const input of group?.querySelectorAll<HTMLInputElement>('input') ?? [])
    input.checked = input.value === deviceSettings().picture;
}

function EffectNote(props: { kind: 'picture' | 'quiet'; state: EffectState }) {
  const words = texts.devices.effects;
  const said = () => {
    if (props.state === 'starting') return words.starting;
    if (props.state === 'failed') return words.failed[props.kind];
    return props.state === 'too-slow' ? words.tooSlow[props.kind] : '';
  };
  return (
    <p class="effect-note" role="status" data-state={props.state}>
      {said()}
    </p>
  );
}

function OwnPreview(props: { track: MediaStreamTrack | null }) {
  let video: HTMLVideoElement | undefined;
  createEffect(() => {
    if (video) video.srcObject = props.track ? new MediaStream([props.track]) : null;
  });
  return (
    <video
      ref={video}
      class="effects-preview"
      hidden={!props.track}
      aria-label={texts.devices.effects.preview}
      autoplay
      playsinline
      muted
    />
  );
}
