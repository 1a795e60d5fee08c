import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { Dialog } from '../design/Dialog.tsx';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { BarButton } from './BarButton.tsx';
import { createBarActions } from './createBarActions.tsx';
import { createShortcuts } from './createShortcuts.ts';
import type { Toasts } from './createToasts.ts';
import { DeviceSelects } from './DeviceSelects.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MediaNotes } from './MediaNotes.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { hasTitle, placesIn, planBar } from './plan-bar.ts';
import './control-bar.css';

/** What may be open beside the stage, one at a time. */
export type Panel = 'people' | 'chat' | 'connection';

export type ControlBarProps = {
  meeting: Meeting;
  moderation: Moderation;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  toasts: Toasts;
  panel: Panel | null;
  /** Messages that were not read yet. */
  unread: number;
  /** Opens a panel, or closes the one that is open. */
  onPanel: (panel: Panel) => void;
  act: (action: () => Promise<void>) => void;
};

/** Everything one does in a meeting, within reach of a thumb. */
export function ControlBar(props: ControlBarProps) {
  const words = texts.meeting;
  const [dialog, setDialog] = createSignal<'devices' | 'leave' | null>(null);
  const [width, setWidth] = createSignal(window.innerWidth);
  const { inBar, connection, leave } = createBarActions(props, setDialog);
  let bar: HTMLElement | undefined;
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.borderBoxSize[0]?.inlineSize ?? 0));
    if (bar) observer.observe(bar);
    onCleanup(() => observer.disconnect());
  });
  const places = createMemo(() => placesIn(width()));
  // It has a place under the title where there is one and all the others have theirs.
  const roomy = () => hasTitle(width()) && inBar.length + 1 <= places();
  const plan = createMemo(() => planBar([...inBar, ...(roomy() ? [] : [connection]), leave], places()));
  const close = () => setDialog(null);
  createShortcuts(Object.fromEntries(inBar.flatMap(({ shortcut, press }) => (shortcut ? [[shortcut, press]] : []))));

  return (
    <section class="control-bar" aria-label={words.controls} ref={bar}>
      <div class="control-about">
        <p class="control-title" title={props.meeting.room.title}>
          {props.meeting.room.title}
        </p>
        <Show when={roomy()}>
          <button
            type="button"
            class="button button-quiet control-connection"
            aria-pressed={connection.pressed}
            onClick={connection.press}
          >
            {connection.icon()}
            {connection.label}
          </button>
        </Show>
      </div>
      <div class="control-buttons">
        <For each={plan().direct.filter((each) => each !== leave)}>{(action) => <BarButton action={action} />}</For>
        <Show when={plan().more.length > 0}>
          <MoreMenu actions={plan().more} />
        </Show>
        <BarButton action={leave} />
      </div>
      <Dialog open={dialog() === 'devices'} title={words.devices} onClose={close}>
        <MediaNotes localMedia={props.localMedia} devices={props.devices} />
        <DeviceSelects localMedia={props.localMedia} devices={props.devices} onSpeaker={props.meeting.chooseSpeaker} />
        <div class="dialog-actions">
          <button type="button" class="button button-primary" onClick={close}>
            {words.close}
          </button>
        </div>
      </Dialog>
      <LeaveDialog
        open={dialog() === 'leave'}
        onClose={close}
        onLeave={() => void props.meeting.leave()}
        onEnd={() => props.act(props.moderation.endForAll)}
      />
    </section>
  );
}
