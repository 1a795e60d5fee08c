import { createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { ConnectingBanner, RecoveryBanner, SoundBanner } from '../controls/Banners.tsx';
import { ChatPanel } from '../controls/ChatPanel.tsx';
import { ConnectionPanel } from '../controls/ConnectionPanel.tsx';
import { ControlBar, type Panel } from '../controls/ControlBar.tsx';
import { createChat } from '../controls/createChat.ts';
import { createNews } from '../controls/createNews.ts';
import { createPersonActions } from '../controls/createPersonActions.tsx';
import type { Toasts } from '../controls/createToasts.ts';
import { HeardNews } from '../controls/HeardNews.tsx';
import { KnockToast } from '../controls/KnockToast.tsx';
import { MediaCare } from '../controls/MediaCare.tsx';
import { PeoplePanel } from '../controls/PeoplePanel.tsx';
import { type Asked, PersonDialogs } from '../controls/PersonDialogs.tsx';
import { PollsPanel } from '../controls/PollsPanel.tsx';
import { unansweredCount } from '../controls/poll-figures.ts';
import { ToastList } from '../controls/ToastList.tsx';
import { failureWords } from '../errors/failure-words.ts';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { createModeration } from '../meeting/createModeration.ts';
import { turnView } from '../stage/createStagePreferences.ts';
import { Stage } from '../stage/Stage.tsx';
import './in-meeting.css';

export type InMeetingProps = {
  meeting: Meeting;
  localMedia: LocalMedia;
  devices: LocalMediaState;
  toasts: Toasts;
  /** This person came in with their network address hidden. */
  addressHidden: boolean;
  /** The meeting is this person's own. */
  owner: boolean;
};

/** The meeting itself: the stage, the people, the controls. */
export default function InMeeting(props: InMeetingProps) {
  const { meeting, toasts } = props;
  const moderation = createModeration(meeting);
  const chat = createChat(meeting);
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const closePanel = () => setPanel(null);
  const act = (action: () => Promise<void>) =>
    void action().catch((thrown: unknown) => {
      console.warn('meeting: action failed', thrown);
      toasts.say(failureWords(thrown));
    });
  const personActions = createPersonActions({
    meeting,
    moderation,
    act,
    onMessage: ({ id, name }) => {
      chat.address({ id, name });
      setPanel('chat');
    },
    onRemove: (person) => setAsked({ about: 'remove', person }),
    onHandOver: (person) => setAsked({ about: 'hand-over', person }),
  });
  createNews({ meeting, toasts, panel, open: setPanel, chat });
  createEffect(() => meeting.chooseSpeaker(props.devices.speakerId));
  // A call is not a page to leave by accident.
  onMount(() => document.documentElement.classList.add('in-meeting-page'));
  onCleanup(() => document.documentElement.classList.remove('in-meeting-page'));
  return (
    <main class="in-meeting">
      <h1 class="visually-hidden">{meeting.room.title}</h1>
      <div class="in-meeting-top">
        <Show when={meeting.state().name === 'connecting'}>
          <ConnectingBanner />
        </Show>
        <RecoveryBanner meeting={meeting} />
        <Show when={meeting.soundBlocked()}>
          <SoundBanner onResume={meeting.resumeSound} />
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
          mayUnmute={meeting.room.grants.includes('send-mic')}
          say={toasts.say}
        />
        <ToastList toasts={toasts} />
        <HeardNews meeting={meeting} chat={chat} chatOpen={panel() === 'chat'} />
      </div>
      <div class="in-meeting-middle">
        <Stage
          meeting={meeting}
          localMedia={props.localMedia}
          devices={props.devices}
          personActions={(person) => personActions(person).flat()}
        />
        <Switch>
          <Match when={panel() === 'people'}>
            <PeoplePanel
              meeting={meeting}
              moderation={moderation}
              devices={props.devices}
              act={act}
              say={toasts.say}
              actions={personActions}
              owner={props.owner}
              onEnd={() => setAsked({ about: 'end' })}
              onClose={closePanel}
            />
          </Match>
          <Match when={panel() === 'chat'}>
            <ChatPanel meeting={meeting} chat={chat} onClose={closePanel} />
          </Match>
          <Match when={panel() === 'polls'}>
            <PollsPanel meeting={meeting} act={act} onClose={closePanel} />
          </Match>
          <Match when={panel() === 'connection'}>
            <ConnectionPanel
              meeting={meeting}
              addressHidden={props.addressHidden}
              devices={props.devices}
              onClose={closePanel}
            />
          </Match>
        </Switch>
      </div>
      <ControlBar
        meeting={meeting}
        moderation={moderation}
        localMedia={props.localMedia}
        devices={props.devices}
        toasts={toasts}
        panel={panel()}
        unread={chat.unread()}
        unanswered={meeting.room.grants.includes('vote') ? unansweredCount(meeting.room.polls) : 0}
        onPanel={(wanted) => setPanel((open) => (open === wanted ? null : wanted))}
        onView={turnView}
        act={act}
      />
      <PersonDialogs
        asked={asked()}
        moderation={moderation}
        act={act}
        say={toasts.say}
        onClose={() => setAsked(null)}
      />
    </main>
  );
}
