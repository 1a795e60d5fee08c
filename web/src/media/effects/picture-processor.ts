import type { Processor } from '../treatment.ts';
import type { Backdrop } from './compositor.ts';
import { trackStreams } from './track-streams.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export type PictureTreatment = {
  processor: Processor;
  setBackdrop: (backdrop: Backdrop) => void;
};

/** The first time, several megabytes are loaded. */
const readyWithinMs = 30_000;

/** Puts a backdrop behind this person, in a worker. `onTooSlow`: it gave up, and frames pass as they are. */
export function treatPicture(first: Backdrop, onTooSlow: () => void): PictureTreatment {
  let backdrop = first;
  let running: Worker | null = null;
  const tell = (worker: Worker, { effect, image }: Backdrop) => send(worker, { type: 'backdrop', effect, image });

  const processor: Processor = (raw) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./backdrop-worker.ts', import.meta.url), { type: 'module' });
      const track = begin(worker, raw);
      const end = () => {
        worker.terminate();
        track.stop();
        if (running === worker) running = null;
      };
      const fail = (why: string) => {
        end();
        reject(new Error(`no backdrop: ${why}`));
      };
      const timer = setTimeout(() => fail('not ready in time'), readyWithinMs);
      worker.onerror = (event) => fail(event.message);
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'too-slow') return onTooSlow();
        clearTimeout(timer);
        if (data.type === 'failed') return fail(data.message);
        resolve({ track, stop: end });
      };
      running = worker;
      tell(worker, backdrop);
    });
  return {
    processor,
    setBackdrop: (next) => {
      backdrop = next;
      if (running) tell(running, next);
    },
  };
}

/** Hands the worker its input and its output; answers the track that comes of it. */
function begin(worker: Worker, raw: MediaStreamTrack): MediaStreamTrack {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = trackStreams;
  if (!MediaStreamTrackProcessor || !MediaStreamTrackGenerator) throw new Error('no frames of tracks in this browser');
  // Frames that wait are late already: the newest one is enough.
  const frames = new MediaStreamTrackProcessor({ track: raw, maxBufferSize: 1 }).readable;
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const treated = generator.writable;
  send(worker, { type: 'start', frames, treated }, [frames, treated]);
  return generator;
}

function send(worker: Worker, message: ToWorker, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer);
}
