import RefreshCw from 'lucide-solid/icons/refresh-cw';
import { Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { createUpdated } from './createUpdated.ts';
import './update-banner.css';

/** Where nobody is in a meeting: the service was updated, and this page may be loaded anew. */
export function UpdateBanner() {
  const updated = createUpdated();
  return (
    <div role="status">
      <Show when={updated()}>
        <div class="update-banner">
          <p>{texts.update.banner}</p>
          <button type="button" class="button" onClick={() => location.reload()}>
            <RefreshCw size={18} aria-hidden="true" />
            {texts.update.reload}
          </button>
        </div>
      </Show>
    </div>
  );
}
