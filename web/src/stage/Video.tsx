import { createEffect, onCleanup } from 'solid-js';
import './video.css';

export type VideoProps = {
  track: MediaStreamTrack;
  mirrored?: boolean;
  /** `whole`: nothing is cut off, as text needs it. Default `filled`. */
  fit?: 'filled' | 'whole';
  /** On top of the others in its place: the one picture that is seen there. Default true. */
  shown?: boolean;
  onFirstFrame?: () => void;
  /** Every new picture, as long as it is given: it costs a little. */
  onFrame?: ((atMs: number) => void) | undefined;
};

/** Plays one picture. Sound is played elsewhere, so it is always muted. */
export function Video(props: VideoProps) {
  let element: HTMLVideoElement | undefined;
  createEffect(() => {
    const video = element;
    if (!video) return;
    video.srcObject = new MediaStream([props.track]);
    whenFirstFrame(video, () => props.onFirstFrame?.());
    void video.play().catch(() => undefined);
    onCleanup(() => {
      video.srcObject = null;
    });
  });
  createEffect(() => {
    const video = element;
    const { onFrame } = props;
    if (!video || !onFrame || !('requestVideoFrameCallback' in video)) return;
    const next = (atMs: number) => {
      onFrame(atMs);
      asked = video.requestVideoFrameCallback(next);
    };
    let asked = video.requestVideoFrameCallback(next);
    onCleanup(() => video.cancelVideoFrameCallback(asked));
  });
  return (
    <video
      ref={element}
      class="video"
      classList={{ 'video-mirrored': props.mirrored, 'video-whole': props.fit === 'whole' }}
      data-shown={props.shown === false ? undefined : ''}
      autoplay
      playsinline
      muted
    />
  );
}

function whenFirstFrame(video: HTMLVideoElement, onFrame: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(onFrame);
  else (video as HTMLVideoElement).addEventListener('loadeddata', onFrame, { once: true });
}
