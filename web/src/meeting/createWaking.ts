import { onCleanup } from 'solid-js';

/** Calls when the page is looked at again, is woken from a sleep, or has a network again. */
export function createWaking(onWake: () => void): void {
  const onVisibility = () => {
    if (!document.hidden) onWake();
  };
  document.addEventListener('visibilitychange', onVisibility);
  document.addEventListener('resume', onWake);
  window.addEventListener('online', onWake);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    document.removeEventListener('resume', onWake);
    window.removeEventListener('online', onWake);
  });
}
