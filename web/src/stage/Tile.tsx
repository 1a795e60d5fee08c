import MicOff from 'lucide-solid/icons/mic-off';
import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { texts } from '../texts/texts.ts';
import { Avatar } from './Avatar.tsx';
import type { Rect } from './layout.ts';
import { longerSidePx } from './longer-side.ts';
import { Video } from './Video.tsx';
import './tile.css';

export type TileProps = {
  participantId: string;
  name: string;
  self?: boolean;
  track: MediaStreamTrack | null;
  /** A picture is on its way. */
  expecting: boolean;
  muted: boolean;
  speaking: boolean;
  /** Their signaling is lost. */
  away: boolean;
  rect: Rect;
  onFirstFrame?: () => void;
  /** How large the picture is shown, in device pixels; null when the tile goes away. */
  onView?: (sidePx: number | null) => void;
};

/** One person on the stage. */
export function Tile(props: TileProps) {
  const [seen, setSeen] = createSignal<MediaStreamTrack | null>(null);
  const showsPicture = () => props.track !== null && (props.self || seen() === props.track);
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
      style={{
        transform: `translate(${props.rect.x}px, ${props.rect.y}px)`,
        width: `${props.rect.width}px`,
        height: `${props.rect.height}px`,
      }}
    >
      <Show when={!showsPicture()}>
        <Avatar name={props.name} />
      </Show>
      <Show when={props.track} keyed>
        {(track) => (
          <div class="tile-picture" classList={{ 'tile-picture-hidden': !showsPicture() }}>
            <Video
              track={track}
              mirrored={props.self}
              onFirstFrame={() => {
                setSeen(track);
                props.onFirstFrame?.();
              }}
            />
          </div>
        )}
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
