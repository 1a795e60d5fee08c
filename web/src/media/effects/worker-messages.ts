import type { PictureEffect } from '../device-settings.ts';

/** To the worker that treats pictures. The streams are the camera's frames and where the treated ones go. */
export type ToWorker =
  | { type: 'start'; frames: ReadableStream<VideoFrame>; treated: WritableStream<VideoFrame> }
  | { type: 'backdrop'; effect: PictureEffect; image: ImageBitmap | null };

export type FromWorker =
  /** A first picture was treated. */
  { type: 'ready' } | { type: 'too-slow' } | { type: 'failed'; message: string };
