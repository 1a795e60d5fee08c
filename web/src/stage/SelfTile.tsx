import Move from 'lucide-solid/icons/move';
import { createSignal, Show } from 'solid-js';
import type { LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import type { Place } from './arrange-stage.ts';
import { type Corner, cornerByKey, nearestCorner } from './corners.ts';
import { preferStage, stagePreferences } from './createStagePreferences.ts';
import type { Rect } from './layout.ts';
import { Tile } from './Tile.tsx';

export type SelfTileProps = {
  meeting: Meeting;
  devices: LocalMediaState;
  place: Place;
  /** Where it may be while it is a card. */
  area: Rect;
  rtl: boolean;
};

/** This person among the others; as a card it can be dragged to a corner, or moved there by the arrow keys. */
export function SelfTile(props: SelfTileProps) {
  const room = props.meeting.room;
  const self = () => room.self;
  const isCard = () => props.place.kind === 'card';
  const [offset, setOffset] = createSignal<{ x: number; y: number } | null>(null);
  let from: { x: number; y: number } | null = null;
  const physical = (corner: Corner): Corner => (props.rtl ? swapped(corner) : corner);

  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!isCard() || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from) setOffset({ x: event.clientX - from.x, y: event.clientY - from.y });
  };
  const onPointerEnd = () => {
    const by = offset();
    from = null;
    setOffset(null);
    if (!by || Math.hypot(by.x, by.y) < 8) return;
    const { rect } = props.place;
    preferStage({ corner: physical(nearestCorner({ ...rect, x: rect.x + by.x, y: rect.y + by.y }, props.area)) });
  };
  const onKey = (event: KeyboardEvent) => {
    const { corner } = stagePreferences();
    const next = physical(cornerByKey(physical(corner), event.key));
    if (next === corner) return;
    event.preventDefault();
    preferStage({ corner: next });
  };
  return (
    <Tile
      self
      participantId={self()?.id ?? ''}
      name={self()?.name ?? ''}
      tracks={props.devices.camera.track ? [props.devices.camera.track] : []}
      expecting={props.devices.camera.opening}
      muted={!props.devices.mic.on || !props.devices.mic.track}
      speaking={room.speaking.includes(self()?.id ?? '')}
      handRaised={(self()?.handRaisedAtMs ?? null) !== null}
      away={false}
      quality={room.ownQuality}
      spotlit={room.spotlight !== null && room.spotlight === self()?.id}
      mirrored={stagePreferences().mirrored && props.devices.facing !== 'environment'}
      reactions={props.meeting.reactions().filter(({ participantId }) => participantId === self()?.id)}
      place={props.place}
      offset={offset()}
    >
      <Show when={isCard()}>
        <button
          type="button"
          class="tile-grip"
          aria-label={`${texts.stage.moveSelf}. ${texts.stage.moveSelfHint}`}
          title={texts.stage.moveSelf}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerEnd}
          onPointerCancel={onPointerEnd}
          onKeyDown={onKey}
        >
          <Move size={16} aria-hidden="true" />
        </button>
      </Show>
    </Tile>
  );
}

function swapped(corner: Corner): Corner {
  const [row, column] = corner.split('-') as ['top' | 'bottom', 'start' | 'end'];
  return `${row}-${column === 'start' ? 'end' : 'start'}`;
}
