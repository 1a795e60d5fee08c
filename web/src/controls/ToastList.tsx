import { For } from 'solid-js';
import type { Toasts } from './createToasts.ts';
import './banners.css';

/** Who came and who went, and other short news; also read out. */
export function ToastList(props: { toasts: Toasts }) {
  return (
    <div class="toast-list" role="status" aria-live="polite">
      <For each={props.toasts.shown()}>{(toast) => <p class="toast">{toast.text}</p>}</For>
    </div>
  );
}
