import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { LocalMediaState } from './local-media.ts';
import { listenToMic, type MicCare, type MicFinding, quietMic } from './mic-care.ts';
import { decibelsOf, measureSamples } from './mic-level.ts';

const everyMs = 100;

/**
 * Listens to the own microphone for what its owner wants to know. On a copy of its track: the one that is sent is silent while muted.
 * Nothing of it leaves this function.
 */
export function createMicCare(devices: LocalMediaState): Accessor<MicFinding> {
  const [care, setCare] = createSignal<MicCare>(quietMic);
  const raw = createMemo(() => devices.mic.raw);
  createEffect(() => {
    const track = raw();
    setCare(quietMic);
    if (!track) return;
    const copy = track.clone();
    copy.enabled = true;
    const stop = measureSamples(copy, everyMs, (samples) => {
      const look = { on: devices.mic.on, db: decibelsOf(samples), nowMs: performance.now() };
      setCare((before) => listenToMic(before, look));
    });
    onCleanup(() => {
      stop();
      copy.stop();
    });
  });
  // While the system holds it back, silence is explained already.
  return () => (devices.mic.interrupted ? null : care().finding);
}
