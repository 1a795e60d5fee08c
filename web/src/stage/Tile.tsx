import Hand from 'lucide-solid/icons/hand';
import MicOff from 'lucide-solid/icons/mic-off';
import { createEffect, onCleanup, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { Avatar } from './Avatar.tsx';
import { createPictures } from './createPictures.ts';
import type { Rect } from './layout.ts';
import { longerSidePx } from './longer-side.ts';
import { Pictures } from './Pictures.tsx';
import { placeAt } from './place-at.ts';
import './tile.css';

export type TileProps = {
  participantId: string;
  name: string;
  self?: boolean;
  /** Live pictures of the camera, the one to show first; none while the roster says that it is off. */
  tracks: readonly MediaStreamTrack[];
  /** A picture is on its way. */
  expecting: boolean;
  muted: boolean;
  speaking: boolean;
  handRaised: boolean;
  /** Their signaling is lost. */
  away: boolean;
  rect: Rect;
  onFirstFrame?: () => void;
  /** How large the picture is shown, in device pixels; null when the tile goes away. */
  onView?: (sidePx: number | null) => void;
};

/** One person on the stage. */
export function Tile(props: TileProps) {
  const stack = createPictures(() => props.tracks, props.self);
  const showsPicture = () => stack.shown() !== null;
  const label = () => (props.self ? texts.meeting.youNamed(props.name) : props.name);
  const state = () => {
    if (props.away) return texts.meeting.away;
    return props.expecting && !showsPicture() ? texts.meeting.connecting : '';
  };
  createEffect(() => props.onView?.(longerSidePx(props.rect, window.devicePixelRatio)));
  onCleanup(() => props.onView?.(null));
  return (
    <li
      class="tile"
      classList={{ 'tile-speaking': props.speaking && !props.muted, 'tile-away': props.away }}
      data-participant={props.participantId}
      data-name={props.name}
      style={placeAt(props.rect)}
    >
      <Show when={!showsPicture()}>
        <Avatar name={props.name} />
      </Show>
      <Pictures stack={stack} mirrored={props.self} onFirstFrame={props.onFirstFrame} />
      <Show when={props.handRaised}>
        <span class="tile-hand">
          <Hand size={20} role="img" aria-label={texts.meeting.handRaised} />
        </span>
      </Show>
      <p class="tile-label">
        <Show when={props.muted}>
          <MicOff size={16} role="img" aria-label={texts.meeting.muted} />
        </Show>
        <span class="tile-name" dir="auto">
          {label()}
        </span>
        <Show when={state()}>
          <span class="tile-state">{state()}</span>
        </Show>
      </p>
    </li>
  );
}
