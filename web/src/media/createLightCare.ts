import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { LocalMediaState } from './local-media.ts';
import { bright, type Light, lookAtLight, meanLuma } from './low-light.ts';

const everyMs = 1_000;
const sample = { width: 32, height: 18 };

/** Whether the own picture is too dark; looked at once a second, very small. */
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
    void video.play().catch(() => undefined);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, sample);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const timer = setInterval(() => {
      if (!context || document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
      context.drawImage(video, 0, 0, sample.width, sample.height);
      const luma = meanLuma(context.getImageData(0, 0, sample.width, sample.height).data);
      setLight((before) => lookAtLight(before, luma, performance.now()));
    }, everyMs);
    onCleanup(() => {
      clearInterval(timer);
      video.srcObject = null;
    });
  });
  return () => light().dark;
}
