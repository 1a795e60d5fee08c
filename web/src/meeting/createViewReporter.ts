import { onCleanup } from 'solid-js';
import { after } from '../media/after.ts';
import type { Shown } from '../media/path.ts';
import { ViewReporter } from '../media/view-reporter.ts';

/** A view reporter that also knows when the whole page is out of sight. */
export function createViewReporter(send: (shown: readonly Shown[]) => Promise<void>): ViewReporter {
  const views = new ViewReporter({
    send,
    schedule: after,
  });
  const onVisibility = () => views.setDocumentHidden(document.hidden);
  document.addEventListener('visibilitychange', onVisibility);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    views.close();
  });
  return views;
}
