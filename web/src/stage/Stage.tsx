import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import type { LocalMediaState } from '../media/local-media.ts';
import { type Meeting, trackKey } from '../meeting/createMeeting.ts';
import { markJoin } from '../meeting/join-marks.ts';
import { texts } from '../texts/texts.ts';
import { InviteCard } from './InviteCard.tsx';
import { layoutTiles, type Rect, type Size, tilesThatFit } from './layout.ts';
import { Tile } from './Tile.tsx';
import './stage.css';

const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** Everyone in the meeting, as large as the screen allows. */
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
  const count = () => room.others.length + 1;
  const shownCount = createMemo(() => tilesThatFit(count(), size(), gap()));
  const rects = createMemo(() => layoutTiles(shownCount(), size(), gap()));
  const shownOthers = () => room.others.slice(0, Math.max(0, shownCount() - 1));
  const rect = (index: number) => rects()[index] ?? nowhere;
  return (
    <section class="stage" aria-label={texts.meeting.stage}>
      <ul class="stage-tiles" ref={stage}>
        <For each={shownOthers()}>
          {(participant, index) => {
            const sending = (source: 'mic' | 'camera') => {
              const found = participant.sending.find((each) => each.source === source);
              return found !== undefined && !found.muted;
            };
            return (
              <Tile
                participantId={participant.id}
                name={participant.name}
                track={sending('camera') ? (room.tracks[trackKey(participant.id, 'camera')] ?? null) : null}
                expecting={sending('camera')}
                muted={!sending('mic')}
                speaking={room.speaking.includes(participant.id)}
                away={participant.suspended}
                rect={rect(index())}
                onFirstFrame={() => markJoin('first-remote-frame')}
                onView={(sidePx) => props.meeting.view(participant.id, 'camera', sidePx)}
              />
            );
          }}
        </For>
        <Tile
          self
          participantId={room.self?.id ?? ''}
          name={room.self?.name ?? ''}
          track={props.devices.camera.track}
          expecting={props.devices.camera.opening}
          muted={!props.devices.mic.on || !props.devices.mic.track}
          speaking={room.speaking.includes(room.self?.id ?? '')}
          away={false}
          rect={rect(shownOthers().length)}
        />
      </ul>
      <Show when={count() > shownCount()}>
        <p class="stage-more">{texts.meeting.notShown(count() - shownCount())}</p>
      </Show>
      <Show when={count() === 1 && props.meeting.state().name === 'joined'}>
        <InviteCard meetingId={props.meeting.id} />
      </Show>
    </section>
  );
}
