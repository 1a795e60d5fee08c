/** Frames of a track, and a track of frames: what browsers offer of it, under two names. Not in the compiler's list of the web yet. */
type ProcessorInit = { track: MediaStreamTrack; maxBufferSize?: number };
type TrackProcessor = { readonly readable: ReadableStream<VideoFrame> };
type TrackGenerator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
type VideoGenerator = { readonly track: MediaStreamTrack; readonly writable: WritableStream<VideoFrame> };

type Scope = {
  MediaStreamTrackProcessor?: new (init: ProcessorInit) => TrackProcessor;
  MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => TrackGenerator;
  VideoTrackGenerator?: new () => VideoGenerator;
};
export const trackStreams: Scope = globalThis as Scope;

/** Frames that wait are late already: the newest one is enough. */
export const frameBuffer = 1;
