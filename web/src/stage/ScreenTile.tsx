import Maximize from 'lucide-solid/icons/maximize';
import Minimize from 'lucide-solid/icons/minimize';
import ScreenShare from 'lucide-solid/icons/screen-share';
import ZoomIn from 'lucide-solid/icons/zoom-in';
import ZoomOut from 'lucide-solid/icons/zoom-out';
import { createEffect, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { askedSidePx } from '../media/thrift.ts';
import { texts } from '../texts/texts.ts';
import type { Place } from './arrange-stage.ts';
import { createFullScreen } from './createFullScreen.ts';
import { createPictures } from './createPictures.ts';
import { createTouched } from './createTouched.ts';
import { createZoom } from './createZoom.ts';
import { longerSidePx } from './longer-side.ts';
import { Pictures } from './Pictures.tsx';
import { placeAt } from './place-at.ts';
import './screen-tile.css';

export type ScreenTileProps = {
  participantId: string;
  name: string;
  /** Live pictures of the screen, the one to show first. */
  tracks: readonly MediaStreamTrack[];
  place: Place;
  /** Most that its longer side may ask for, in device pixels; null: as it is shown. */
  limitPx: number | null;
  /** Somebody wants to look at this one of several. */
  onChoose: () => void;
  /** How large the picture is shown, in device pixels; null when the tile goes away. */
  onView: (sidePx: number | null) => void;
};

/** Somebody's screen, whole: nothing of a text is cut off; who wants to read the small print looks closer. */
export function ScreenTile(props: ScreenTileProps) {
  let tile: HTMLLIElement | undefined;
  let area: HTMLElement | undefined;
  const stack = createPictures(() => props.tracks);
  const touched = createTouched();
  const fullScreen = createFullScreen(() => tile);
  const [screenSize, setScreenSize] = createSignal({ width: innerWidth, height: innerHeight });
  const isLarge = () => props.place.kind === 'large';
  const size = () => (fullScreen.on() ? screenSize() : props.place.rect);
  const zoom = createZoom(size, () => area);
  const transform = () => {
    const { scale, x, y } = zoom.zoom();
    return scale === 1 ? undefined : `translate(${x}px, ${y}px) scale(${scale})`;
  };
  onMount(() => {
    const onResize = () => setScreenSize({ width: innerWidth, height: innerHeight });
    window.addEventListener('resize', onResize);
    onCleanup(() => window.removeEventListener('resize', onResize));
  });
  // What is looked at closely is another picture on another place.
  createEffect(() => isLarge() || zoom.reset());
  createEffect(() =>
    props.onView(askedSidePx(longerSidePx(size(), window.devicePixelRatio * zoom.zoom().scale), props.limitPx)),
  );
  onCleanup(() => props.onView(null));
  const words = texts.stage;
  return (
    <li
      class="tile tile-screen"
      classList={{ 'tile-touched': touched.touched(), 'tile-zoomed': zoom.zoom().scale > 1 }}
      ref={tile}
      data-screen-of={props.participantId}
      data-name={props.name}
      data-kind={props.place.kind}
      style={placeAt(props.place.rect)}
      onPointerUp={touched.onPointerUp}
      onDblClick={(event) => event.stopPropagation()}
    >
      <Show
        when={isLarge()}
        fallback={
          <button
            type="button"
            class="screen-choose"
            aria-label={words.lookAtScreen(props.name)}
            title={words.lookAtScreen(props.name)}
            onClick={() => props.onChoose()}
          />
        }
      >
        <section
          class="screen-area"
          ref={area}
          tabindex="0"
          aria-label={words.zoomArea(props.name)}
          onKeyDown={zoom.onKey}
          onPointerDown={zoom.onPointerDown}
          onPointerMove={zoom.onPointerMove}
          onPointerUp={zoom.onPointerEnd}
          onPointerCancel={zoom.onPointerEnd}
          onDblClick={zoom.onDoubleClick}
          on:wheel={{ handleEvent: zoom.onWheel, passive: false }}
        />
      </Show>
      <div class="screen-picture" style={{ transform: transform() }}>
        <Pictures stack={stack} fit="whole" />
      </div>
      <p class="tile-label">
        <ScreenShare size={16} aria-hidden="true" />
        <span class="tile-name" dir="auto">
          {texts.meeting.screenOf(props.name)}
        </span>
        <Show when={stack.shown() === null}>
          <span class="tile-state">{texts.meeting.connecting}</span>
        </Show>
      </p>
      <Show when={isLarge()}>
        <div class="tile-buttons">
          <ScreenButton label={words.zoomOut} press={zoom.farther} disabled={zoom.zoom().scale === 1}>
            <ZoomOut size={18} aria-hidden="true" />
          </ScreenButton>
          <Show when={zoom.zoom().scale > 1}>
            <button type="button" class="stage-button screen-scale" title={words.zoomReset} onClick={zoom.reset}>
              <span class="visually-hidden">{words.zoomReset} </span>
              {words.zoomed(Math.round(zoom.zoom().scale * 100))}
            </button>
          </Show>
          <ScreenButton label={words.zoomIn} press={zoom.closer}>
            <ZoomIn size={18} aria-hidden="true" />
          </ScreenButton>
          <Show when={fullScreen.offered}>
            <ScreenButton
              label={fullScreen.on() ? words.leaveFullScreen : words.fullScreen}
              press={() => fullScreen.toggle()}
            >
              <Show when={fullScreen.on()} fallback={<Maximize size={18} aria-hidden="true" />}>
                <Minimize size={18} aria-hidden="true" />
              </Show>
            </ScreenButton>
          </Show>
        </div>
      </Show>
    </li>
  );
}

type ScreenButtonProps = { label: string; press: () => void; disabled?: boolean; children: JSX.Element };

function ScreenButton(props: ScreenButtonProps) {
  return (
    <button
      type="button"
      class="stage-button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={() => props.press()}
    >
      {props.children}
    </button>
  );
}
