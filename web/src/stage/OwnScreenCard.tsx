import ScreenShare from 'lucide-solid/icons/screen-share';
import { texts } from '../texts/texts.ts';
import { Video } from './Video.tsx';

export type OwnScreenCardProps = {
  /** What the others see. */
  track: MediaStreamTrack;
  onStop: () => void;
};

/** A small reminder that the screen is shared: shown large, a shared screen would show itself in itself without end. */
export function OwnScreenCard(props: OwnScreenCardProps) {
  return (
    <aside class="own-screen" aria-label={texts.meeting.youShare}>
      <div class="own-screen-picture">
        <Video track={props.track} fit="whole" />
      </div>
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
