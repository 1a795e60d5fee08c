import type { Quality } from '@parley/sfu/contract/shapes.ts';
import { type Accessor, createEffect, createMemo, createSignal, onCleanup, onMount, untrack } from 'solid-js';
import { cameraConstraints } from '../media/capture.ts';
import type { LocalMediaState } from '../media/local-media.ts';
import { type Limits, limitsOf, nextThrift, spendFreely, type Thrift } from '../media/thrift.ts';
import { machineFacts } from './max-decoded-tiles.ts';

export type ThriftInput = {
  /** How the own line does. */
  quality: () => Quality;
  devices: LocalMediaState;
  sharedScreen: () => MediaStreamTrack | null;
};

const lookEveryMs = 2_000;

/** Asks for less, and sends less, while the line is poor; answers what may be asked for. */
export function createThrift(input: ThriftInput): Accessor<Limits> {
  const [thrift, setThrift] = createSignal<Thrift>(spendFreely);
  const { phone } = machineFacts();
  const look = () => setThrift(nextThrift(untrack(thrift), untrack(input.quality), performance.now()));
  createEffect(() => {
    input.quality();
    look();
  });
  onMount(() => {
    const timer = setInterval(look, lookEveryMs);
    onCleanup(() => clearInterval(timer));
  });
  const limits = createMemo(() => limitsOf(thrift().level, phone));
  const camera = createMemo(() => input.devices.camera.raw);
  createEffect<boolean>((limited) => {
    const max = limits().ownCameraFps;
    const track = camera();
    if (!track || (max === null && !limited)) return false;
    void track
      .applyConstraints(max === null ? cameraConstraints : { ...cameraConstraints, frameRate: { max } })
      .catch((thrown: unknown) => console.warn('thrift: the camera goes on as it is', thrown));
    return max !== null;
  }, false);
  createEffect<boolean>((limited) => {
    const max = limits().ownScreenFps;
    const track = input.sharedScreen();
    if (!track || (max === null && !limited)) return false;
    void track
      .applyConstraints({ frameRate: { max: max ?? 30 } })
      .catch((thrown: unknown) => console.warn('thrift: the screen goes on as it is', thrown));
    return max !== null;
  }, false);
  return limits;
}
