import { onCleanup } from 'solid-js';

/** One change of the network is told several times, by several events. */
const sameChangeMs = 1_000;

/** Calls when the page is looked at again or woken from a sleep, and when it has another network, or one again. */
export function createWaking(onWake: () => void, onNetwork: () => void): void {
  let changedAtMs = Number.NEGATIVE_INFINITY;
  const onChange = () => {
    if (!navigator.onLine || performance.now() - changedAtMs < sameChangeMs) return;
    changedAtMs = performance.now();
    onNetwork();
  };
  // Not every browser tells which network it is.
  const { connection } = navigator as Navigator & { connection?: EventTarget };
  const onVisibility = () => {
    if (!document.hidden) onWake();
  };
  document.addEventListener('visibilitychange', onVisibility);
  document.addEventListener('resume', onWake);
  window.addEventListener('online', onChange);
  connection?.addEventListener('change', onChange);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    document.removeEventListener('resume', onWake);
    window.removeEventListener('online', onChange);
    connection?.removeEventListener('change', onChange);
  });
}
