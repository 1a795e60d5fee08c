import ScreenShare from 'lucide-solid/icons/screen-share';
import { Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { Video } from './Video.tsx';

export type OwnScreenCardProps = {
  /** What the others see; null where it is not at hand. */
  track: MediaStreamTrack | null;
  onStop: () => void;
};

/** A small reminder that the screen is shared: shown large, a shared screen would show itself in itself without end. */
export function OwnScreenCard(props: OwnScreenCardProps) {
  return (
    <aside class="own-screen" aria-label={texts.meeting.youShare}>
      <Show when={props.track} keyed>
        {(track) => (
          <div class="own-screen-picture">
            <Video track={track} fit="whole" />
          </div>
        )}
      </Show>
      <div class="own-screen-about">
        <p>
          <ScreenShare size={18} aria-hidden="true" />
          {texts.meeting.youShare}
        </p>
        <button type="button" class="button button-danger" onClick={() => props.onStop()}>
          {texts.meeting.stop}
        </button>
      </div>
    </aside>
  );
}
