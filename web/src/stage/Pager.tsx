import ChevronLeft from 'lucide-solid/icons/chevron-left';
import ChevronRight from 'lucide-solid/icons/chevron-right';
import { For, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import './pager.css';

/** More dots than this say nothing at a glance. */
const mostDots = 8;

/** Turns the pages of people. `page` counts from 0. */
export function Pager(props: { page: number; pages: number; onPage: (page: number) => void }) {
  const words = texts.stage;
  return (
    <nav class="pager" aria-label={words.pages}>
      <button
        type="button"
        class="pager-button"
        aria-label={words.previousPage}
        aria-keyshortcuts="PageUp"
        disabled={props.page === 0}
        onClick={() => props.onPage(props.page - 1)}
      >
        <ChevronLeft size={20} aria-hidden="true" />
      </button>
      <Show when={props.pages <= mostDots}>
        <span class="pager-dots" aria-hidden="true">
          <For each={Array.from({ length: props.pages }, (_, page) => page)}>
            {(page) => <span classList={{ 'pager-here': page === props.page }} />}
          </For>
        </span>
      </Show>
      <span class="pager-count" role="status" aria-label={words.pageOf(props.page + 1, props.pages)}>
        {words.page(props.page + 1, props.pages)}
      </span>
      <button
        type="button"
        class="pager-button"
        aria-label={words.nextPage}
        aria-keyshortcuts="PageDown"
        disabled={props.page === props.pages - 1}
        onClick={() => props.onPage(props.page + 1)}
      >
        <ChevronRight size={20} aria-hidden="true" />
      </button>
    </nav>
  );
}
