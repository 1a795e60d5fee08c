import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import PhoneOff from 'lucide-solid/icons/phone-off';
import Camera from 'lucide-solid/icons/video';
import CameraOff from 'lucide-solid/icons/video-off';
import { type JSX, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { Avatar } from './Avatar.tsx';
import { Video } from './Video.tsx';
import './small-view.css';

export type SmallViewProps = {
  name: string;
  track: MediaStreamTrack | null;
  /** A screen: nothing of it is cut off. */
  whole: boolean;
  micOn: boolean;
  cameraOn: boolean;
  onMic: () => void;
  onCamera: () => void;
  onLeave: () => void;
};

/** The meeting in a small window: whom one looks at, and the three switches that matter. */
export function SmallView(props: SmallViewProps) {
  const words = texts.meeting;
  return (
    <section class="small-view" aria-label={words.stage}>
      <Show when={props.track} keyed fallback={<Avatar name={props.name || '?'} />}>
        {(track) => <Video track={track} fit={props.whole ? 'whole' : 'filled'} />}
      </Show>
      <p class="small-view-name" dir="auto">
        {props.name}
      </p>
      <div class="small-view-buttons">
        <SmallButton label={props.micOn ? words.mute : words.unmute} off={!props.micOn} press={props.onMic}>
          <Show when={props.micOn} fallback={<MicOff size={20} aria-hidden="true" />}>
            <Mic size={20} aria-hidden="true" />
          </Show>
        </SmallButton>
        <SmallButton
          label={props.cameraOn ? words.cameraOff : words.cameraOn}
          off={!props.cameraOn}
          press={props.onCamera}
        >
          <Show when={props.cameraOn} fallback={<CameraOff size={20} aria-hidden="true" />}>
            <Camera size={20} aria-hidden="true" />
          </Show>
        </SmallButton>
        <SmallButton label={words.leave} off press={props.onLeave}>
          <PhoneOff size={20} aria-hidden="true" />
        </SmallButton>
      </div>
    </section>
  );
}

type SmallButtonProps = { label: string; off: boolean; press: () => void; children: JSX.Element };

function SmallButton(props: SmallButtonProps) {
  return (
    <button
      type="button"
      class="stage-button"
      classList={{ 'stage-button-off': props.off }}
      aria-label={props.label}
      title={props.label}
      onClick={() => props.press()}
    >
      {props.children}
    </button>
  );
}
