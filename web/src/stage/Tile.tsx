import type { Quality } from '@parley/sfu/contract/shapes.ts';
import Hand from 'lucide-solid/icons/hand';
import MicOff from 'lucide-solid/icons/mic-off';
import Pin from 'lucide-solid/icons/pin';
import SignalLow from 'lucide-solid/icons/signal-low';
import SignalMedium from 'lucide-solid/icons/signal-medium';
import Sparkles from 'lucide-solid/icons/sparkles';
import { createEffect, For, type JSX, onCleanup, Show } from 'solid-js';
import { askedSidePx } from '../media/thrift.ts';
import type { PictureWatch } from '../meeting/switch-gaps.ts';
import { texts } from '../texts/texts.ts';
import { Avatar } from './Avatar.tsx';
import type { Place } from './arrange-stage.ts';
import { createPictures } from './createPictures.ts';
import { createTouched } from './createTouched.ts';
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
  quality: Quality;
  pinned?: boolean;
  spotlit?: boolean;
  mirrored?: boolean;
  reactions: readonly { id: number | string; reaction: string }[];
  place: Place;
  /** Most that the picture's longer side may ask for, in device pixels; 0: it is not wanted now. Null or absent: as it is shown. */
  limitPx?: number | null;
  /** Moved by hand, in pixels from its place. */
  offset?: { x: number; y: number } | null;
  onFirstFrame?: () => void;
  /** As in `Pictures`. */
  watch?: (() => PictureWatch | null) | null;
  /** How large the picture is shown, in device pixels; null when the tile goes away. */
  onView?: (sidePx: number | null) => void;
  /** Buttons on the tile. */
  children?: JSX.Element;
};

/** One person on the stage. */
export function Tile(props: TileProps) {
  const stack = createPictures(() => props.tracks, props.self);
  const touched = createTouched();
  const showsPicture = () => stack.shown() !== null;
  const label = () => (props.self ? texts.meeting.youNamed(props.name) : props.name);
  const state = () => {
    if (props.away) return texts.meeting.away;
    return props.expecting && !showsPicture() ? texts.meeting.connecting : '';
  };
  const sidePx = () => askedSidePx(longerSidePx(props.place.rect, window.devicePixelRatio), props.limitPx ?? null);
  createEffect(() => props.onView?.(sidePx()));
  onCleanup(() => props.onView?.(null));
  return (
    <li
      class="tile"
      classList={{
        'tile-speaking': props.speaking && !props.muted,
        'tile-away': props.away,
        'tile-card': props.place.kind === 'card',
        'tile-held': !!props.offset,
        'tile-touched': touched.touched(),
      }}
      data-participant={props.participantId}
      data-name={props.name}
      data-kind={props.place.kind}
      style={placeAt(moved(props.place.rect, props.offset))}
      onPointerUp={touched.onPointerUp}
    >
      <Show when={!showsPicture()}>
        <Avatar name={props.name} />
      </Show>
      <Pictures stack={stack} mirrored={props.mirrored} onFirstFrame={props.onFirstFrame} watch={props.watch} />
      <Show when={props.handRaised}>
        <span class="tile-hand">
          <Hand size={20} role="img" aria-label={texts.meeting.handRaised} />
        </span>
      </Show>
      <div class="tile-reactions" aria-hidden="true">
        <For each={props.reactions}>{({ reaction }) => <span class="tile-reaction">{reaction}</span>}</For>
      </div>
      <p class="tile-label">
        <Show when={props.spotlit}>
          <Sparkles size={16} role="img" aria-label={texts.stage.spotlit} class="tile-mark" />
        </Show>
        <Show when={props.pinned}>
          <Pin size={16} role="img" aria-label={texts.stage.pinned} class="tile-mark" />
        </Show>
        <Show when={props.muted}>
          <MicOff size={16} role="img" aria-label={texts.meeting.muted} class="tile-muted" />
        </Show>
        <QualityMark quality={props.quality} self={props.self} />
        <span class="tile-name" dir="auto">
          {label()}
        </span>
        <Show when={state()}>
          <span class="tile-state">{state()}</span>
        </Show>
      </p>
      {props.children}
    </li>
  );
}

/** Said only when it is not good. */
function QualityMark(props: { quality: Quality; self?: boolean | undefined }) {
  const words = (quality: 'fair' | 'poor') =>
    (props.self ? texts.stage.ownQuality : texts.stage.connectionQuality)[quality];
  return (
    <Show when={props.quality !== 'good'}>
      <Show
        when={props.quality === 'poor'}
        fallback={<SignalMedium size={16} role="img" aria-label={words('fair')} class="tile-fair" />}
      >
        <SignalLow size={16} role="img" aria-label={words('poor')} class="tile-poor" />
      </Show>
    </Show>
  );
}

function moved(rect: Place['rect'], offset: TileProps['offset']) {
  return offset ? { ...rect, x: rect.x + offset.x, y: rect.y + offset.y } : rect;
}
