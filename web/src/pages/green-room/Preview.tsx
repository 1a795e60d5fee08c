import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import Camera from 'lucide-solid/icons/video';
import CameraOff from 'lucide-solid/icons/video-off';
import { Show } from 'solid-js';
import { LevelMeter } from '../../controls/LevelMeter.tsx';
import type { LocalMedia, LocalMediaState } from '../../media/local-media.ts';
import { Avatar } from '../../stage/Avatar.tsx';
import { Video } from '../../stage/Video.tsx';
import { texts } from '../../texts/texts.ts';

export type PreviewProps = { localMedia: LocalMedia; devices: LocalMediaState; name: string };

/** This person as the others will see them, mirrored, with the two switches that matter. */
export function Preview(props: PreviewProps) {
  const words = texts.greenRoom;
  const mic = () => props.devices.mic;
  const camera = () => props.devices.camera;
  const why = () => {
    if (camera().opening) return words.cameraOpening;
    return camera().on && camera().problem ? words.noCamera : words.cameraOff;
  };
  return (
    <section class="preview" aria-label={words.preview}>
      <Show
        when={camera().track}
        keyed
        fallback={
          <div class="preview-empty">
            <Avatar name={props.name || '?'} />
            <p>{why()}</p>
          </div>
        }
      >
        {(track) => <Video track={track} mirrored />}
      </Show>
      <div class="preview-controls">
        <LevelMeter track={mic().on ? mic().track : null} />
        <button
          type="button"
          class="round-button"
          classList={{ 'round-button-off': !mic().on || !mic().track }}
          aria-pressed={mic().on}
          aria-label={mic().on ? words.turnMicOff : words.turnMicOn}
          title={mic().on ? words.turnMicOff : words.turnMicOn}
          onClick={() => void props.localMedia.setOn('mic', !mic().on)}
        >
          <Show when={mic().on && mic().track} fallback={<MicOff size={22} aria-hidden="true" />}>
            <Mic size={22} aria-hidden="true" />
          </Show>
        </button>
        <button
          type="button"
          class="round-button"
          classList={{ 'round-button-off': !camera().on || !camera().track }}
          aria-pressed={camera().on}
          aria-label={camera().on ? words.turnCameraOff : words.turnCameraOn}
          title={camera().on ? words.turnCameraOff : words.turnCameraOn}
          onClick={() => void props.localMedia.setOn('camera', !camera().on)}
        >
          <Show when={camera().on && camera().track} fallback={<CameraOff size={22} aria-hidden="true" />}>
            <Camera size={22} aria-hidden="true" />
          </Show>
        </button>
      </div>
    </section>
  );
}
