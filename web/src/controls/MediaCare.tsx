import { createEffect, createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import { createLightCare } from '../media/createLightCare.ts';
import { createMicCare } from '../media/createMicCare.ts';
import { createPushToTalk } from '../media/createPushToTalk.ts';
import { createWakeLock } from '../media/createWakeLock.ts';
import { createEffects } from '../media/effects/createEffects.ts';
import type { EffectsState } from '../media/effects/effects.ts';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import { texts } from '../texts/texts.ts';

export type MediaCareProps = {
  localMedia: LocalMedia;
  devices: LocalMediaState;
  /** Nobody forbids this person to unmute themselves. */
  mayUnmute: boolean;
  /** Short news about devices that came and went. */
  say: (text: string) => void;
  /** Opens the choice of devices. */
  onDevices?: () => void;
};

/** What a careful host of one's own devices would say during a meeting; one thing at a time, the most urgent one. */
export function MediaCare(props: MediaCareProps) {
  const words = texts.devices.care;
  const { localMedia } = props;
  const finding = createMicCare(props.devices);
  const dark = createLightCare(props.devices);
  const talking = createPushToTalk(localMedia, () => props.mayUnmute);
  const [dismissed, setDismissed] = createSignal<ReadonlySet<string>>(new Set<string>());
  const dismiss = (what: string) => setDismissed((before) => new Set([...before, what]));
  createWakeLock();
  onCleanup(
    localMedia.onNote(({ type, kind, label }) =>
      props.say(texts.devices.news[type](texts.devices[kind], label || texts.devices.systemDefault)),
    ),
  );
  const effects = createEffects(localMedia);
  // Told as it happens: who chose an effect does not look at its switch again.
  createEffect<EffectsState>((before) => {
    const now = effects.state();
    for (const kind of ['picture', 'quiet'] as const) {
      if (now[kind] === before[kind]) continue;
      if (now[kind] === 'failed') props.say(texts.devices.effects.failed[kind]);
      if (now[kind] === 'too-slow') props.say(texts.devices.effects.tooSlow[kind]);
    }
    return now;
  }, effects.state());
  const interrupted = () =>
    (['mic', 'camera'] as const).find((kind) => props.devices[kind].on && props.devices[kind].interrupted) ?? null;
  const echoes = () => {
    const { raw } = props.devices.mic;
    // Browsers that do not know the setting say nothing of it.
    return !dismissed().has('echo') && raw?.getSettings().echoCancellation === false;
  };
  // Told again when it has become dark anew.
  createEffect<boolean>((before) => {
    const now = dark();
    if (!now && before) setDismissed((all) => new Set([...all].filter((each) => each !== 'dark')));
    return now;
  }, false);
  return (
    <Switch>
      <Match when={interrupted()}>
        {(kind) => (
          <Hint text={words.interrupted[kind()]}>
            <button type="button" class="button button-primary" onClick={() => void localMedia.retry(kind())}>
              {words.resume}
            </button>
          </Hint>
        )}
      </Match>
      <Match when={talking()}>
        <Hint text={texts.devices.talking} />
      </Match>
      <Match when={finding() === 'muted-speech' && props.devices.mic.track}>
        <Hint text={words.mutedSpeech}>
          <Show when={props.mayUnmute}>
            <button type="button" class="button button-primary" onClick={() => void localMedia.setOn('mic', true)}>
              {words.unmute}
            </button>
          </Show>
        </Hint>
      </Match>
      <Match when={finding() === 'silent' && !dismissed().has('silent')}>
        <Hint text={words.silent} onDismiss={() => dismiss('silent')}>
          <Show when={props.onDevices}>
            {(open) => (
              <button type="button" class="button" onClick={() => open()()}>
                {words.chooseDevice}
              </button>
            )}
          </Show>
        </Hint>
      </Match>
      <Match when={echoes()}>
        <Hint text={words.echo} onDismiss={() => dismiss('echo')} />
      </Match>
      <Match when={dark() && !dismissed().has('dark')}>
        <Hint text={words.dark} onDismiss={() => dismiss('dark')} />
      </Match>
    </Switch>
  );
}

function Hint(props: { text: string; onDismiss?: () => void; children?: JSX.Element }) {
  return (
    <div class="banner media-hint" role="status">
      <span>{props.text}</span>
      {props.children}
      <Show when={props.onDismiss}>
        {(dismiss) => (
          <button type="button" class="button button-quiet" onClick={() => dismiss()()}>
            {texts.devices.care.dismiss}
          </button>
        )}
      </Show>
    </div>
  );
}
