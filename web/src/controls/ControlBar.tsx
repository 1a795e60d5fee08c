import { createMemo, createSignal, For, mergeProps, onCleanup, onMount, Show, Suspense } from 'solid-js';
import { Dialog } from '../design/Dialog.tsx';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { optionalPart } from '../update/optional-part.tsx';
import { BarButton } from './BarButton.tsx';
import { type BarDialog, createBarActions } from './createBarActions.tsx';
import { createShortcuts } from './createShortcuts.ts';
import type { Toasts } from './createToasts.ts';
import { DeviceSelects } from './DeviceSelects.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MediaNotes } from './MediaNotes.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { barShape, planBar } from './plan-bar.ts';
import { ReactionPicker } from './ReactionPicker.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import './control-bar.css';

const EffectChoices = optionalPart(async () => ({
  default: (await import('../media/effects/EffectChoices.tsx')).EffectChoices,
}));

/** What may be open beside the stage, one at a time. */
export type Panel = 'people' | 'chat' | 'polls' | 'connection';

export type ControlBarProps = {
  meeting: Meeting;
  moderation: Moderation;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  toasts: Toasts;
  panel: Panel | null;
  /** Messages that were not read yet. */
  unread: number;
  /** Polls that wait for this person's vote. */
  unanswered: number;
  /** Opens a panel, or closes the one that is open. */
  onPanel: (panel: Panel) => void;
  /** The next way of seeing the meeting. */
  onView: () => void;
  act: (action: () => Promise<void>) => void;
};

/** Everything one does in a meeting, within reach of a thumb. */
export function ControlBar(props: ControlBarProps) {
  const words = texts.meeting;
  const [dialog, setDialog] = createSignal<BarDialog | null>(null);
  const [reacting, setReacting] = createSignal(false);
  const [width, setWidth] = createSignal(window.innerWidth);
  let bar: HTMLElement | undefined;
  let middle: HTMLDivElement | undefined;
  const shortcuts = createShortcuts((name) => (name === 'view' ? props.onView() : actions.byKey[name]?.()));
  const actions = createBarActions(
    mergeProps(props, {
      onOpen: setDialog,
      onReact: () => setReacting(!reacting()),
      get reacting() {
        return reacting();
      },
      get keys() {
        return shortcuts.on();
      },
    }),
  );
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.borderBoxSize[0]?.inlineSize ?? 0));
    if (bar) observer.observe(bar);
    onCleanup(() => observer.disconnect());
  });
  const { own, panels, connection, leave } = actions;
  const shape = createMemo(() => barShape(width(), own.length + 1));
  const plan = createMemo(() => {
    const current = shape();
    if (current.wide) return planBar(panels, current.panelPlaces);
    return planBar([...own, ...panels, connection, leave], current.places);
  });
  const close = () => setDialog(null);
  const Buttons = () => (
    <>
      <For each={plan().direct.filter((each) => each !== leave)}>{(action) => <BarButton action={action} />}</For>
      <Show when={plan().more.length > 0}>
        <MoreMenu actions={plan().more} />
      </Show>
    </>
  );

  return (
    <section class="control-bar" classList={{ 'control-bar-wide': shape().wide }} aria-label={words.controls} ref={bar}>
      <Show
        when={shape().wide}
        fallback={
          <div class="control-buttons" ref={middle}>
            <Buttons />
            <BarButton action={leave} />
          </div>
        }
      >
        <div class="control-about">
          <p class="control-title" title={props.meeting.room.title}>
            <bdi>{props.meeting.room.title}</bdi>
          </p>
          <button
            type="button"
            class="button button-quiet control-connection"
            aria-pressed={connection.pressed}
            onClick={connection.press}
          >
            {connection.icon()}
            {connection.label}
          </button>
        </div>
        <div class="control-buttons" ref={middle}>
          <For each={own}>{(action) => <BarButton action={action} />}</For>
          <BarButton action={leave} />
        </div>
        <div class="control-buttons control-panels">
          <Buttons />
        </div>
      </Show>
      <ReactionPicker
        open={reacting()}
        anchor={() => middle}
        onClose={() => setReacting(false)}
        onReact={(reaction) => props.act(() => props.meeting.ask.react(reaction))}
      />
      <Dialog open={dialog() === 'devices'} title={words.devices} onClose={close}>
        <MediaNotes localMedia={props.localMedia} devices={props.devices} />
        <DeviceSelects localMedia={props.localMedia} devices={props.devices} onSpeaker={props.meeting.chooseSpeaker} />
        <Suspense>
          <EffectChoices localMedia={props.localMedia} devices={props.devices} />
        </Suspense>
        <div class="dialog-actions">
          <button type="button" class="button button-primary" onClick={close}>
            {words.close}
          </button>
        </div>
      </Dialog>
      <ShortcutsDialog open={dialog() === 'shortcuts'} shortcuts={shortcuts} onClose={close} />
      <LeaveDialog
        open={dialog() === 'leave'}
        onClose={close}
        onLeave={() => void props.meeting.leave()}
        onEnd={() => props.act(props.moderation.endForAll)}
      />
    </section>
  );
}
