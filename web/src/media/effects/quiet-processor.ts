import { loadRnnoise, RnnoiseWorkletNode } from '@sapphi-red/web-noise-suppressor';
import wasmUrl from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import simdUrl from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import workletUrl from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';
import type { Processor } from '../treatment.ts';
import { type SoundClock, watchSound } from './keep-up.ts';

/** What RNNoise was trained with. */
const sampleRate = 48_000;
const startWithinMs = 1_500;
const lookEveryMs = 1_000;

/** Takes everything but speech out of the sound, on the browser's own sound thread. `onTooSlow`: pieces of it are missing. */
export function treatSound(onTooSlow: () => void): Processor {
  return async (raw) => {
    const context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    try {
      const [wasmBinary] = await Promise.all([
        loadRnnoise({ url: wasmUrl, simdUrl }),
        context.audioWorklet.addModule(workletUrl),
        running(context),
      ]);
      const source = context.createMediaStreamSource(new MediaStream([raw]));
      const node = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary });
      const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
      source.connect(node).connect(destination);
      const [track] = destination.stream.getAudioTracks();
      if (!track) throw new Error('no track');
      // What is about to be done well need not be done twice.
      void raw
        .applyConstraints({ echoCancellation: true, autoGainControl: true, noiseSuppression: false })
        .catch(() => undefined);
      const unwatch = watch(context, onTooSlow);
      return {
        track,
        stop: () => {
          unwatch();
          node.destroy();
          track.stop();
          void context.close();
          if (raw.readyState === 'live')
            void raw
              .applyConstraints({ echoCancellation: true, autoGainControl: true, noiseSuppression: true })
              .catch(() => undefined);
        },
      };
    } catch (thrown) {
      void context.close();
      throw thrown;
    }
  };
}

/** Browsers hold back sound on a page that was not touched yet, also sound that nobody hears. */
async function running(context: AudioContext): Promise<void> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('sound is held back')), startWithinMs),
  );
  await Promise.race([context.resume(), late]);
}

function watch(context: AudioContext, onTooSlow: () => void): () => void {
  let clock: SoundClock | null = null;
  const timer = setInterval(() => {
    // A page out of sight is slowed down as a whole: that says nothing.
    if (document.hidden || context.state !== 'running') {
      clock = null;
      return;
    }
    const looked = watchSound(clock, { wallMs: performance.now(), soundMs: context.currentTime * 1_000 });
    clock = looked.clock;
    if (!looked.lost) return;
    clearInterval(timer);
    onTooSlow();
  }, lookEveryMs);
  return () => clearInterval(timer);
}
