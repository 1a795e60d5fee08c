import { createEffect, onCleanup } from 'solid-js';
import './video.css';

export type VideoProps = { track: MediaStreamTrack; mirrored?: boolean; onFirstFrame?: () => void };

/** Plays one picture. Sound is played elsewhere, so it is always muted. */
export function Video(props: VideoProps) {
  let element: HTMLVideoElement | undefined;
  createEffect(() => {
    const video = element;
    if (!video) return;
    video.srcObject = new MediaStream([props.track]);
    if (props.onFirstFrame) whenFirstFrame(video, props.onFirstFrame);
    void video.play().catch(() => undefined);
    onCleanup(() => {
      video.srcObject = null;
    });
  });
  return (
    <video ref={element} class="video" classList={{ 'video-mirrored': props.mirrored }} autoplay playsinline muted />
  );
}

function whenFirstFrame(video: HTMLVideoElement, onFrame: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(onFrame);
  else (video as HTMLVideoElement).addEventListener('loadeddata', onFrame, { once: true });
}
