import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';

export type FullScreen = {
  /** Whether the browser offers it; phones of Apple do not, for anything but films. */
  offered: boolean;
  on: Accessor<boolean>;
  toggle: () => void;
};

/** Shows one part of the page on the whole screen. */
export function createFullScreen(part: () => Element | undefined): FullScreen {
  const [on, setOn] = createSignal(false);
  const look = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === part());
  onMount(() => document.addEventListener('fullscreenchange', look));
  onCleanup(() => document.removeEventListener('fullscreenchange', look));
  const offered = document.fullscreenEnabled ?? false;
  const toggle = () => {
    if (!offered) return;
    if (on()) void document.exitFullscreen().catch(() => undefined);
    else
      part()
        ?.requestFullscreen()
        .catch((thrown: unknown) => console.warn('stage: no full screen', thrown));
  };
  return { offered, on, toggle };
}
