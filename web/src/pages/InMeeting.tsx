import { createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { ConnectingBanner, RecoveryBanner, SoundBanner } from '../controls/Banners.tsx';
import { ChatPanel } from '../controls/ChatPanel.tsx';
import { ConnectionPanel } from '../controls/ConnectionPanel.tsx';
import { ControlBar, type Panel } from '../controls/ControlBar.tsx';
import { createChat } from '../controls/createChat.ts';
import type { Toasts } from '../controls/createToasts.ts';
import { KnockToast } from '../controls/KnockToast.tsx';
import { MediaCare } from '../controls/MediaCare.tsx';
import { PeoplePanel } from '../controls/PeoplePanel.tsx';
import { type Hands, handsOf, newlyRaised } from '../controls/raised-hands.ts';
import { ToastList } from '../controls/ToastList.tsx';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { createModeration } from '../meeting/createModeration.ts';
import { Stage } from '../stage/Stage.tsx';
import { texts } from '../texts/texts.ts';
import './in-meeting.css';

export type InMeetingProps = {
  meeting: Meeting;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  toasts: Toasts;
  /** This person came in with their network address hidden. */
  addressHidden: boolean;
};

/** The meeting itself: the stage, the people, the controls. */
export default function InMeeting(props: InMeetingProps) {
  const moderation = createModeration(props.meeting);
  const chat = createChat(props.meeting);
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const closePanel = () => setPanel(null);
  const act = (action: () => Promise<void>) =>
    void action().catch((thrown: unknown) => {
      console.warn('meeting: action failed', thrown);
      props.toasts.say(texts.meeting.failed);
    });
  createEffect(() => props.meeting.chooseSpeaker(props.devices.speakerId));
  createEffect<Hands>((before) => {
    const { others } = props.meeting.room;
    for (const { name } of newlyRaised(before, others)) props.toasts.say(texts.meeting.raisedAHand(name));
    return handsOf(others);
  }, new Map());
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
        <RecoveryBanner meeting={props.meeting} />
        <Show when={props.meeting.soundBlocked()}>
          <SoundBanner onResume={props.meeting.resumeSound} />
        </Show>
        <Show when={panel() !== 'people' && moderation.knocks().length > 0}>
          <KnockToast
            knocks={moderation.knocks()}
            onAnswer={(answer, ids) => act(() => moderation.answer(answer, ids))}
            onShowAll={() => setPanel('people')}
          />
        </Show>
        <MediaCare
          localMedia={props.localMedia}
          devices={props.devices}
          mayUnmute={props.meeting.room.grants.includes('send-mic')}
          say={props.toasts.say}
        />
        <ToastList toasts={props.toasts} />
      </div>
      <div class="in-meeting-middle">
        <Stage meeting={props.meeting} localMedia={props.localMedia} devices={props.devices} />
        <Switch>
          <Match when={panel() === 'people'}>
            <PeoplePanel
              meeting={props.meeting}
              moderation={moderation}
              devices={props.devices}
              act={act}
              onRemoved={(name) => props.toasts.say(texts.people.removed(name))}
              onClose={closePanel}
            />
          </Match>
          <Match when={panel() === 'chat'}>
            <ChatPanel meeting={props.meeting} chat={chat} onClose={closePanel} />
          </Match>
          <Match when={panel() === 'connection'}>
            <ConnectionPanel meeting={props.meeting} addressHidden={props.addressHidden} onClose={closePanel} />
          </Match>
        </Switch>
      </div>
      <ControlBar
        meeting={props.meeting}
        moderation={moderation}
        localMedia={props.localMedia}
        devices={props.devices}
        toasts={props.toasts}
        panel={panel()}
        unread={chat.unread()}
        onPanel={(wanted) => setPanel((open) => (open === wanted ? null : wanted))}
        act={act}
      />
    </main>
  );
}
