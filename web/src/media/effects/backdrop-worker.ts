import modelPath from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url';
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import wasmLoaderPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmBinaryPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import { Compositor, maskSize } from './compositor.ts';
import { fresh, type KeepUp, keepUp } from './keep-up.ts';
import { withNormalization } from './model-metadata.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

// Everything that is done to pictures, away from the page. Nothing of them leaves this device by it.

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<ToWorker>) => void;
  postMessage: (message: FromWorker) => void;
};
const compositor = new Compositor();
const usualIntervalMs = 1_000 / 30;

scope.onmessage = ({ data }) => {
  if (data.type === 'backdrop') return compositor.setBackdrop(data);
  start(data.frames, data.treated).catch((thrown: unknown) =>
    scope.postMessage({ type: 'failed', message: String(thrown) }),
  );
};

async function start(frames: ReadableStream<VideoFrame>, treated: WritableStream<VideoFrame>): Promise<void> {
  const segmenter = await makeSegmenter();
  const treatment = new FrameTreatment(segmenter, () => scope.postMessage({ type: 'ready' }));
  const transform = new TransformStream<VideoFrame, VideoFrame>({
    transform: (frame, controller) => controller.enqueue(treatment.treat(frame)),
  });
  await frames.pipeThrough(transform).pipeTo(treated);
}

async function makeSegmenter(): Promise<ImageSegmenter> {
  const response = await fetch(modelPath);
  const model = withNormalization(new Uint8Array(await response.arrayBuffer()));
  return await ImageSegmenter.createFromOptions(
    { wasmLoaderPath: absolute(wasmLoaderPath), wasmBinaryPath: absolute(wasmBinaryPath) },
    {
      // So small a model takes longer on its way to the graphics card than to run.
      baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
      runningMode: 'VIDEO',
      outputCategoryMask: false,
      outputConfidenceMasks: true,
    },
  );
}

function absolute(path: string): string {
  return new URL(path, location.origin).href;
}

class FrameTreatment {
  readonly #segmenter: ImageSegmenter;
  readonly #onReady: () => void;
  readonly #input = new OffscreenCanvas(maskSize.width, maskSize.height);
  #pace: KeepUp = fresh;
  #count = 0;
  #lastUs: number | null = null;

  constructor(segmenter: ImageSegmenter, onReady: () => void) {
    this.#segmenter = segmenter;
    this.#onReady = onReady;
  }

  treat(frame: VideoFrame): VideoFrame {
    if (this.#pace.pace === 'given-up') return frame;
    const beganMs = performance.now();
    if (this.#count % (this.#pace.pace === 'each' ? 1 : 2) === 0) this.#findPerson(frame);
    const { timestamp, duration } = frame;
    const result = new VideoFrame(compositor.draw(frame), { timestamp, ...(duration ? { duration } : {}) });
    frame.close();
    this.#judge(performance.now() - beganMs, timestamp);
    if (this.#count++ === 0) this.#onReady();
    return result;
  }

  #findPerson(frame: VideoFrame): void {
    this.#input.getContext('2d')?.drawImage(frame, 0, 0, maskSize.width, maskSize.height);
    this.#segmenter.segmentForVideo(
      this.#input as unknown as TexImageSource,
      performance.now(),
      ({ confidenceMasks }) => {
        const mask = confidenceMasks?.[0];
        if (mask) compositor.setMask(mask.getAsFloat32Array());
      },
    );
  }

  #judge(tookMs: number, timestampUs: number): void {
    // The first ones are slow by nature: everything is made ready with them.
    const intervalMs = this.#lastUs === null ? usualIntervalMs : (timestampUs - this.#lastUs) / 1_000;
    this.#lastUs = timestampUs;
    if (this.#count < 10 || intervalMs <= 0) return;
    // A frame that was skipped because this one took long makes the time between them no longer than it should be.
    this.#pace = keepUp(this.#pace, { tookMs, intervalMs: Math.min(intervalMs, 67), nowMs: performance.now() });
    if (this.#pace.pace === 'given-up') scope.postMessage({ type: 'too-slow' });
  }
}
