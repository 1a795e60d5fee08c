import { For, Show } from 'solid-js';
import type { LocalKind } from '../media/capture.ts';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import { texts } from '../texts/texts.ts';

const kinds: readonly LocalKind[] = ['mic', 'camera'];

/** What is wrong with camera or microphone, and what to do; joining is possible all the same. */
export function MediaNotes(props: { localMedia: LocalMedia; devices: LocalMediaState }) {
  const problem = (kind: LocalKind) => {
    const source = props.devices[kind];
    return source.on && !source.track && !source.opening ? source.problem : null;
  };
  return (
    <div class="media-notes" aria-live="polite">
      <For each={kinds}>
        {(kind) => (
          <Show when={problem(kind)}>
            {(known) => (
              <div class="note media-note" data-problem={`${kind}:${known()}`}>
                <p>
                  <strong>{texts.devices.notes[kind][known()].title}</strong>
                  {texts.devices.notes[kind][known()].advice}
                </p>
                <Show when={known() !== 'insecure'}>
                  <button type="button" class="button" onClick={() => void props.localMedia.retry(kind)}>
                    {texts.devices.tryAgain}
                  </button>
                </Show>
              </div>
            )}
          </Show>
        )}
      </For>
    </div>
  );
}
