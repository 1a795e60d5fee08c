import type { PictureEffect } from '../device-settings.ts';

/** To the worker that treats pictures. The streams are the camera's frames and where the treated ones go. */
export type ToWorker =
  | { type: 'start'; frames: ReadableStream<VideoFrame>; treated: WritableStream<VideoFrame> }
  /** Where tracks themselves can be sent to a worker. */
  | { type: 'start-track'; track: MediaStreamTrack }
  | { type: 'backdrop'; effect: PictureEffect; image: ImageBitmap | null };

export type FromWorker =
  /** A first picture was treated. `track`: of `start-track`. */
  { type: 'ready'; track: MediaStreamTrack | null } | { type: 'too-slow' } | { type: 'failed'; message: string };
