/**
 * Frames of a track, and a track of frames. Chromium has them on a page; Safari in workers only, where tracks would have to be sent;
 * Firefox not yet. Not in the compiler's list of the web.
 */
type ProcessorInit = { track: MediaStreamTrack; maxBufferSize?: number };
type TrackProcessor = { readonly readable: ReadableStream<VideoFrame> };
type TrackGenerator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };

type Scope = {
  MediaStreamTrackProcessor?: new (init: ProcessorInit) => TrackProcessor;
  MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => TrackGenerator;
};
export const trackStreams: Scope = globalThis as Scope;
