import ScreenShare from 'lucide-solid/icons/screen-share';
import { createEffect, onCleanup, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { createPictures } from './createPictures.ts';
import type { Rect } from './layout.ts';
import { longerSidePx } from './longer-side.ts';
import { Pictures } from './Pictures.tsx';
import { placeAt } from './place-at.ts';

export type ScreenTileProps = {
  participantId: string;
  name: string;
  /** Live pictures of the screen, the one to show first. */
  tracks: readonly MediaStreamTrack[];
  rect: Rect;
  /** How large the picture is shown, in device pixels; null when the tile goes away. */
  onView: (sidePx: number | null) => void;
};

/** Somebody's screen, whole: nothing of a text is cut off. */
export function ScreenTile(props: ScreenTileProps) {
  const stack = createPictures(() => props.tracks);
  createEffect(() => props.onView(longerSidePx(props.rect, window.devicePixelRatio)));
  onCleanup(() => props.onView(null));
  return (
    <li
      class="tile tile-screen"
      data-screen-of={props.participantId}
      data-name={props.name}
      style={placeAt(props.rect)}
    >
      <Pictures stack={stack} fit="whole" />
      <p class="tile-label">
        <ScreenShare size={16} aria-hidden="true" />
        <span class="tile-name" dir="auto">
          {texts.meeting.screenOf(props.name)}
        </span>
        <Show when={stack.shown() === null}>
          <span class="tile-state">{texts.meeting.connecting}</span>
        </Show>
      </p>
    </li>
  );
}
