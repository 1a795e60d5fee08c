import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import { type Meeting, trackKey } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';
import type { Place, Tiled } from './arrange-stage.ts';
import { createFullScreen } from './createFullScreen.ts';
import { createSmallWindow } from './createSmallWindow.tsx';
import { createStagePlan } from './createStagePlan.ts';
import { preferStage, stagePreferences } from './createStagePreferences.ts';
import { createThrift } from './createThrift.ts';
import { InviteCard } from './InviteCard.tsx';
import type { Rect, Size } from './layout.ts';
import { machineFacts, maxDecodedTiles } from './max-decoded-tiles.ts';
import { OwnScreenCard } from './OwnScreenCard.tsx';
import { Pager } from './Pager.tsx';
import { PersonTile } from './PersonTile.tsx';
import { ScreenTile } from './ScreenTile.tsx';
import { SelfTile } from './SelfTile.tsx';
import { SmallView } from './SmallView.tsx';
import { StageToolbar } from './StageToolbar.tsx';
import type { PersonActions } from './tile-actions.ts';
import './stage.css';

export type StageProps = {
  meeting: Meeting;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  /** What this person may do about somebody, in the menu of their tile. */
  personActions?: PersonActions;
};

/** Everyone in the meeting, as large as the screen allows; what is shown to all, and who is pinned, larger. */
export function Stage(props: StageProps) {
  const { meeting } = props;
  const { room } = meeting;
  const [size, setSize] = createSignal<Size>({ width: 0, height: 0 });
  const rtl = document.documentElement.dir === 'rtl';
  let stage: HTMLElement | undefined;
  let tiles: HTMLUListElement | undefined;
  onMount(() => {
    if (!tiles) return;
    // Measured at once, so that no tile grows out of nothing.
    setSize({ width: tiles.clientWidth, height: tiles.clientHeight });
    // What the browser hands over cannot be copied like other objects.
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(tiles);
    onCleanup(() => observer.disconnect());
  });
  const plan = createStagePlan({
    others: () => room.others,
    speaking: () => room.speaking,
    pins: meeting.pins,
    spotlight: () => room.spotlight,
    preferences: stagePreferences,
    size,
    gap: () => (size().width < 600 ? 6 : 12),
    most: maxDecodedTiles(machineFacts()),
  });
  const limits = createThrift({
    quality: () => room.ownQuality,
    devices: props.devices,
    sharedScreen: meeting.sharedScreen,
  });
  /** Where it is on this screen: people read from the other side in some languages. */
  const flipped = (rect: Rect): Rect => (rtl ? { ...rect, x: size().width - rect.x - rect.width } : rect);
  const placed = (key: Tiled): Place | undefined => {
    const place = plan.place(key);
    return place && { ...place, rect: flipped(place.rect) };
  };
  const person = (id: string) => room.others.find((each) => each.id === id);
  const tracks = (id: string, source: 'camera' | 'screen') => room.tracks[trackKey(id, source)] ?? [];
  const alone = () => room.others.length === 0 && meeting.state().name === 'joined';
  // Whom one wants to see is to be heard as well, in a meeting too large to hear everybody.
  createEffect(() => meeting.setHeard([...new Set([...meeting.pins(), ...(room.spotlight ? [room.spotlight] : [])])]));

  /** Whom or what the small window shows. */
  const lookedAt = createMemo(() => {
    const [kind, id = ''] = (plan.large()[0] ?? `camera:${plan.speaker() ?? room.others[0]?.id ?? ''}`).split(':');
    return { source: kind === 'screen' ? 'screen' : 'camera', id } as const;
  });
  const fullScreen = createFullScreen(() => stage);
  const smallWindow = createSmallWindow({
    content: () => (
      <SmallView
        name={person(lookedAt().id)?.name ?? ''}
        track={tracks(lookedAt().id, lookedAt().source)[0] ?? null}
        whole={lookedAt().source === 'screen'}
        micOn={props.devices.mic.on}
        cameraOn={props.devices.camera.on}
        onMic={() => void props.localMedia.setOn('mic', !props.devices.mic.on)}
        onCamera={() => void props.localMedia.setOn('camera', !props.devices.camera.on)}
        onLeave={() => void meeting.leave()}
      />
    ),
    video: () => {
      const { id, source } = lookedAt();
      const tile = source === 'screen' ? `[data-screen-of="${id}"]` : `[data-participant="${id}"]`;
      return tiles?.querySelector<HTMLVideoElement>(`${tile} video[data-shown]`) ?? null;
    },
  });
  const onDoubleClick = ({ target }: MouseEvent) => {
    // Who presses a button twice means the button.
    if (target instanceof Element && !target.closest('button, [popover]')) fullScreen.toggle();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || plan.pages() === 1) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea, dialog, .side-panel')) return;
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
    event.preventDefault();
    plan.setPage(plan.page() + (event.key === 'PageDown' ? 1 : -1));
  };
  onMount(() => document.addEventListener('keydown', onKey));
  onCleanup(() => document.removeEventListener('keydown', onKey));
  return (
    <section class="stage" aria-label={texts.meeting.stage} ref={stage}>
      <ul class="stage-tiles" ref={tiles} onDblClick={onDoubleClick}>
        <For each={plan.screens()}>
          {(id) => (
            <Show when={placed(`screen:${id}`)}>
              {(place) => (
                <ScreenTile
                  participantId={id}
                  name={person(id)?.name ?? ''}
                  tracks={tracks(id, 'screen')}
                  place={place()}
                  limitPx={limits().screenSidePx}
                  onChoose={() => plan.chooseScreen(id)}
                  onView={(sidePx) => meeting.view(id, 'screen', sidePx)}
                />
              )}
            </Show>
          )}
        </For>
        <For each={plan.people()}>
          {(id) => (
            <Show when={person(id)}>
              {(each) => (
                <Show when={placed(`camera:${id}`)}>
                  {(place) => (
                    <PersonTile
                      meeting={meeting}
                      person={each()}
                      place={place()}
                      limits={limits()}
                      actions={props.personActions}
                    />
                  )}
                </Show>
              )}
            </Show>
          )}
        </For>
        <Show when={placed('self')}>
          {(place) => (
            <SelfTile
              meeting={meeting}
              devices={props.devices}
              place={place()}
              area={flipped(plan.cardArea())}
              rtl={rtl}
            />
          )}
        </Show>
      </ul>
      <StageToolbar fullScreen={fullScreen} smallWindow={smallWindow} />
      <Show when={plan.pages() > 1}>
        <Pager page={plan.page()} pages={plan.pages()} onPage={plan.setPage} />
      </Show>
      <div class="stage-cards">
        <Show when={meeting.sharedScreen()}>
          {(track) => <OwnScreenCard track={track()} onStop={meeting.stopSharing} />}
        </Show>
        <Show when={alone()}>
          <InviteCard meetingId={meeting.id} />
        </Show>
      </div>
      <Show when={limits().smallSidePx === 0 && !stagePreferences().saveData && room.others.length > 0}>
        <p class="stage-saving" role="status">
          {texts.stage.poorLine}
        </p>
      </Show>
      <Show when={stagePreferences().saveData}>
        <div class="stage-saving">
          <span>{texts.stage.savingData}</span>
          <Show when={props.devices.camera.on && props.devices.camera.track}>
            <button type="button" class="button" onClick={() => void props.localMedia.setOn('camera', false)}>
              {texts.stage.cameraOffToo}
            </button>
          </Show>
          <button type="button" class="button" onClick={() => preferStage({ saveData: false })}>
            {texts.stage.receiveAgain}
          </button>
        </div>
      </Show>
    </section>
  );
}
