import { onCleanup } from 'solid-js';

/** One change of the network is told several times, by several events. */
const sameChangeMs = 1_000;

export type Waking = {
  /** The page is looked at again, or woken from a sleep. */
  onWake: () => void;
  /** It has another network, or one again. */
  onNetwork: () => void;
  /** It is not looked at any more, or about to go. */
  onHide: () => void;
};

/** Calls when something happens to the page or its network that a meeting has to know. */
export function createWaking({ onWake, onNetwork, onHide }: Waking): void {
  let changedAtMs = Number.NEGATIVE_INFINITY;
  const onChange = () => {
    if (!navigator.onLine || performance.now() - changedAtMs < sameChangeMs) return;
    changedAtMs = performance.now();
    onNetwork();
  };
  // Not every browser tells which network it is.
  const { connection } = navigator as Navigator & { connection?: EventTarget };
  const onVisibility = () => {
    if (document.hidden) onHide();
    else onWake();
  };
  document.addEventListener('visibilitychange', onVisibility);
  document.addEventListener('resume', onWake);
  window.addEventListener('online', onChange);
  window.addEventListener('pagehide', onHide);
  connection?.addEventListener('change', onChange);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    document.removeEventListener('resume', onWake);
    window.removeEventListener('online', onChange);
    window.removeEventListener('pagehide', onHide);
    connection?.removeEventListener('change', onChange);
  });
}
