import X from 'lucide-solid/icons/x';
import { For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import type { Uploads } from './createUploads.ts';

/** Files on their way into the chat, and those that did not get there. */
export function UploadList(props: { uploads: Uploads }) {
  const words = texts.chat;
  return (
    <Show when={props.uploads.lines().length > 0}>
      <ul class="upload-list">
        <For each={props.uploads.lines()}>
          {(line) => (
            <li class="upload-line">
              <div class="upload-about">
                <Show
                  when={line.failed === null}
                  fallback={
                    <p class="upload-failed" role="alert">
                      {words.uploadFailed(line.name, line.failed ?? '')}
                    </p>
                  }
                >
                  <p class="upload-name">
                    <bdi>{line.name}</bdi>
                    <span class="soft">{words.progress(Math.round(line.share * 100))}</span>
                  </p>
                  <progress max="1" value={line.share} aria-label={words.uploading(line.name)} />
                </Show>
              </div>
              <button
                type="button"
                class="icon-button"
                aria-label={line.failed === null ? words.cancelUpload(line.name) : words.dismiss}
                onClick={() => props.uploads.dismiss(line.id)}
              >
                <X size={18} aria-hidden="true" />
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
