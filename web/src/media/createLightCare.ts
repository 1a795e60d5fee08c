import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { LocalMediaState } from './local-media.ts';
import { bright, type Light, lookAtLight, meanLuma } from './low-light.ts';

const everyMs = 3_000;
const sample = { width: 32, height: 18 };

/**
 * Whether the own picture is too dark; looked at every few seconds, very small, when the page has nothing else to do. In between the
 * element that is looked at stands still, for playing a picture that nobody sees costs as much as one that somebody does.
 */
export function createLightCare(devices: LocalMediaState): Accessor<boolean> {
  const [light, setLight] = createSignal<Light>(bright);
  const raw = createMemo(() => devices.camera.raw);
  createEffect(() => {
    const track = raw();
    setLight(bright);
    if (!track) return;
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, sample);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const look = () => {
      video.pause();
      if (!context || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
      context.drawImage(video, 0, 0, sample.width, sample.height);
      const luma = meanLuma(context.getImageData(0, 0, sample.width, sample.height).data);
      setLight((before) => lookAtLight(before, luma, performance.now()));
    };
    const timer = setInterval(() => {
      if (document.hidden) return;
      video.requestVideoFrameCallback(() => whenIdle(look));
      // Nothing to look at: a camera that sends nothing yet.
      void video.play().catch(() => undefined);
    }, everyMs);
    onCleanup(() => {
      clearInterval(timer);
      video.srcObject = null;
    });
  });
  return () => light().dark;
}

/** Safari has no idle callbacks. */
function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: everyMs });
  else setTimeout(task);
}
