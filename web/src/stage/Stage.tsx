import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import type { LocalMediaState } from '../media/local-media.ts';
import { type Meeting, trackKey } from '../meeting/createMeeting.ts';
import { markJoin } from '../meeting/join-marks.ts';
import { texts } from '../texts/texts.ts';
import { InviteCard } from './InviteCard.tsx';
import type { Rect, Size } from './layout.ts';
import { layoutStage } from './layout-with-screens.ts';
import { OwnScreenCard } from './OwnScreenCard.tsx';
import { ScreenTile } from './ScreenTile.tsx';
import { screensInOrder, sends } from './shared-screens.ts';
import { Tile } from './Tile.tsx';
import './stage.css';

const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** Everyone in the meeting, as large as the screen allows; a shared screen larger. */
export function Stage(props: { meeting: Meeting; devices: LocalMediaState }) {
  const room = props.meeting.room;
  const [size, setSize] = createSignal<Size>({ width: 0, height: 0 });
  let stage: HTMLUListElement | undefined;
  onMount(() => {
    if (!stage) return;
    // Measured at once, so that no tile grows out of nothing.
    setSize({ width: stage.clientWidth, height: stage.clientHeight });
    const observer = new ResizeObserver(([entry]) => entry && setSize(entry.contentRect));
    observer.observe(stage);
    onCleanup(() => observer.disconnect());
  });
  const gap = () => (size().width < 600 ? 6 : 12);
  const screens = createMemo<string[]>((before) => screensInOrder(before, room.others), []);
  const smallScreens = () => Math.max(0, screens().length - 1);
  const tileCount = () => smallScreens() + room.others.length + 1;
  const layout = createMemo(() => layoutStage(tileCount(), screens().length > 0, size(), gap()));
  const shownOthers = () => room.others.slice(0, Math.max(0, layout().tiles.length - smallScreens() - 1));
  const hidden = () => tileCount() - smallScreens() - shownOthers().length - 1;
  const tileRect = (index: number) => layout().tiles[index] ?? nowhere;
  const screenRect = (index: number) => (index === smallScreens() ? (layout().large ?? nowhere) : tileRect(index));
  const nameOf = (id: string) => room.others.find((each) => each.id === id)?.name ?? '';
  const tracks = (participantId: string, source: 'camera' | 'screen') =>
    room.tracks[trackKey(participantId, source)] ?? [];
  const alone = () => room.others.length === 0 && props.meeting.state().name === 'joined';
  return (
    <section class="stage" aria-label={texts.meeting.stage}>
      <ul class="stage-tiles" ref={stage}>
        <For each={screens()}>
          {(id, index) => (
            <ScreenTile
              participantId={id}
              name={nameOf(id)}
              tracks={tracks(id, 'screen')}
              rect={screenRect(index())}
              onView={(sidePx) => props.meeting.view(id, 'screen', sidePx)}
            />
          )}
        </For>
        <For each={shownOthers()}>
          {(participant, index) => (
            <Tile
              participantId={participant.id}
              name={participant.name}
              tracks={sends(participant, 'camera') ? tracks(participant.id, 'camera') : []}
              expecting={sends(participant, 'camera')}
              muted={!sends(participant, 'mic')}
              speaking={room.speaking.includes(participant.id)}
              handRaised={participant.handRaisedAtMs !== null}
              away={participant.suspended}
              rect={tileRect(smallScreens() + index())}
              onFirstFrame={() => markJoin('first-remote-frame')}
              onView={(sidePx) => props.meeting.view(participant.id, 'camera', sidePx)}
            />
          )}
        </For>
        <Tile
          self
          participantId={room.self?.id ?? ''}
          name={room.self?.name ?? ''}
          tracks={props.devices.camera.track ? [props.devices.camera.track] : []}
          expecting={props.devices.camera.opening}
          muted={!props.devices.mic.on || !props.devices.mic.track}
          speaking={room.speaking.includes(room.self?.id ?? '')}
          handRaised={(room.self?.handRaisedAtMs ?? null) !== null}
          away={false}
          rect={tileRect(smallScreens() + shownOthers().length)}
        />
      </ul>
      <div class="stage-cards">
        <Show when={props.meeting.sharedScreen()}>
          {(track) => <OwnScreenCard track={track()} onStop={props.meeting.stopSharing} />}
        </Show>
        <Show when={alone()}>
          <InviteCard meetingId={props.meeting.id} />
        </Show>
        <Show when={hidden() > 0}>
          <p class="stage-more">{texts.meeting.notShown(hidden())}</p>
        </Show>
      </div>
    </section>
  );
}
