import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { ConnectingBanner, ReconnectingBanner, SoundBanner } from '../controls/Banners.tsx';
import { ControlBar } from '../controls/ControlBar.tsx';
import type { Toasts } from '../controls/createToasts.ts';
import { KnockToast } from '../controls/KnockToast.tsx';
import { PeoplePanel } from '../controls/PeoplePanel.tsx';
import { ToastList } from '../controls/ToastList.tsx';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { createModeration } from '../meeting/createModeration.ts';
import { Stage } from '../stage/Stage.tsx';
import { texts } from '../texts/texts.ts';
import './in-meeting.css';

export type InMeetingProps = { meeting: Meeting; localMedia: LocalMedia; devices: LocalMediaState; toasts: Toasts };

/** The meeting itself: the stage, the people, the controls. */
export default function InMeeting(props: InMeetingProps) {
  const moderation = createModeration(props.meeting);
  const [peopleShown, setPeopleShown] = createSignal(false);
  const reconnecting = () => {
    const state = props.meeting.state();
    return state.name === 'reconnecting' && state;
  };
  const act = (action: () => Promise<void>) =>
    void action().catch((thrown: unknown) => {
      console.warn('meeting: action failed', thrown);
      props.toasts.say(texts.meeting.failed);
    });
  createEffect(() => props.meeting.chooseSpeaker(props.devices.speakerId));
  // A call is not a page to leave by accident.
  onMount(() => document.documentElement.classList.add('in-meeting-page'));
  onCleanup(() => document.documentElement.classList.remove('in-meeting-page'));
  return (
    <main class="in-meeting">
      <h1 class="visually-hidden">{props.meeting.room.title}</h1>
      <div class="in-meeting-top">
        <Show when={props.meeting.state().name === 'connecting'}>
          <ConnectingBanner />
        </Show>
        <Show when={reconnecting()}>{(state) => <ReconnectingBanner sinceMs={state().sinceMs} />}</Show>
        <Show when={props.meeting.soundBlocked()}>
          <SoundBanner onResume={props.meeting.resumeSound} />
        </Show>
        <Show when={!peopleShown() && moderation.knocks().length > 0}>
          <KnockToast
            knocks={moderation.knocks()}
            onAnswer={(answer, ids) => act(() => moderation.answer(answer, ids))}
            onShowAll={() => setPeopleShown(true)}
          />
        </Show>
        <ToastList toasts={props.toasts} />
      </div>
      <div class="in-meeting-middle">
        <Stage meeting={props.meeting} devices={props.devices} />
        <Show when={peopleShown()}>
          <PeoplePanel
            meeting={props.meeting}
            moderation={moderation}
            devices={props.devices}
            act={act}
            onRemoved={(name) => props.toasts.say(texts.people.removed(name))}
            onClose={() => setPeopleShown(false)}
          />
        </Show>
      </div>
      <ControlBar
        meeting={props.meeting}
        moderation={moderation}
        localMedia={props.localMedia}
        devices={props.devices}
        toasts={props.toasts}
        peopleShown={peopleShown()}
        onPeople={() => setPeopleShown((shown) => !shown)}
        act={act}
      />
    </main>
  );
}
