import { onCleanup, onMount } from 'solid-js';

/** Keeps the screen on while this lives. The browser gives it up whenever the page is out of sight, so it is asked for again. */
export function createWakeLock(): void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async () => {
    if (over || document.hidden || (lock && !lock.released)) return;
    const given = await navigator.wakeLock?.request('screen').catch(() => null);
    if (!given) return;
    if (over) void given.release();
    else lock = given;
  };
  const onVisible = () => void ask();
  onMount(() => {
    document.addEventListener('visibilitychange', onVisible);
    void ask();
  });
  onCleanup(() => {
    over = true;
    document.removeEventListener('visibilitychange', onVisible);
    void lock?.release();
  });
}
