import { For, Show } from 'solid-js';
import type { Toasts } from './createToasts.ts';
import './banners.css';

/** Who came and who went, and other short news; also read out. */
export function ToastList(props: { toasts: Toasts }) {
  return (
    <div class="toast-list" role="status" aria-live="polite">
      <For each={props.toasts.shown()}>
        {(toast) => (
          <div class="toast">
            <span>{toast.text}</span>
            <Show when={toast.action}>
              {(action) => (
                <button
                  type="button"
                  class="button toast-action"
                  onClick={() => {
                    props.toasts.dismiss(toast.id);
                    action().run();
                  }}
                >
                  {action().label}
                </button>
              )}
            </Show>
          </div>
        )}
      </For>
    </div>
  );
}
