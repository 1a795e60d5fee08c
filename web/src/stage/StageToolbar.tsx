import Maximize from 'lucide-solid/icons/maximize';
import Minimize from 'lucide-solid/icons/minimize';
import PictureInPicture from 'lucide-solid/icons/picture-in-picture-2';
import { Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import type { FullScreen } from './createFullScreen.ts';
import type { SmallWindow } from './createSmallWindow.tsx';
import { ViewMenu } from './ViewMenu.tsx';

/** How the stage is seen, in its upper corner. */
export function StageToolbar(props: { fullScreen: FullScreen; smallWindow: SmallWindow }) {
  const words = texts.stage;
  const fullLabel = () => (props.fullScreen.on() ? words.leaveFullScreen : words.fullScreen);
  return (
    <div class="stage-toolbar">
      <ViewMenu />
      <Show when={props.smallWindow.offered}>
        <button
          type="button"
          class="stage-button"
          aria-label={words.pictureInPicture}
          title={words.pictureInPicture}
          aria-pressed={props.smallWindow.open()}
          onClick={() => props.smallWindow.toggle()}
        >
          <PictureInPicture size={20} aria-hidden="true" />
        </button>
      </Show>
      <Show when={props.fullScreen.offered}>
        <button
          type="button"
          class="stage-button"
          aria-label={fullLabel()}
          title={fullLabel()}
          onClick={() => props.fullScreen.toggle()}
        >
          <Show when={props.fullScreen.on()} fallback={<Maximize size={20} aria-hidden="true" />}>
            <Minimize size={20} aria-hidden="true" />
          </Show>
        </button>
      </Show>
    </div>
  );
}
