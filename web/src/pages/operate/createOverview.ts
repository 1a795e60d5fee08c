import type { Overview } from '@parley/worker/contract/operations.ts';
import { createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { call } from '../../api/worker-client.ts';
import type { Problem } from '../../errors/problem.ts';
import { after } from '../../media/after.ts';
import { OverviewWatch } from './overview-watch.ts';

/** How the service does, kept fresh while somebody looks. What changes changes in place, so that nobody loses what they are at. */
export function createOverview() {
  const [shown, setShown] = createStore<{ overview: Overview | null }>({ overview: null });
  const [state, setState] = createSignal<{ atMs: number | null; problem: Problem | null }>({
    atMs: null,
    problem: null,
  });
  const watch = new OverviewWatch({
    read: () => call('readOverview'),
    onSeen: ({ overview, atMs, problem }) => {
      if (overview && !problem) setShown('overview', reconcile(overview, { key: 'id' }));
      setState({ atMs, problem });
    },
    hidden: () => document.hidden,
    schedule: after,
    nowMs: Date.now,
  });
  const onVisibility = () => document.hidden || watch.shown();
  document.addEventListener('visibilitychange', onVisibility);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    watch.close();
  });
  void watch.look();
  return { overview: () => shown.overview, state, look: () => watch.look() };
}
