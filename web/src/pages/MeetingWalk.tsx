import type { MeetingPreview } from '@parley/worker/contract/meetings.ts';
import { createEffect, createResource, createSignal, lazy, Match, onMount, Show, Suspense, Switch } from 'solid-js';
import { call } from '../api/worker-client.ts';
import { createToasts } from '../controls/createToasts.ts';
import { problemOf } from '../errors/problem.ts';
import { createLocalMedia } from '../media/createLocalMedia.ts';
import { markComeBack, takeComeBack } from '../meeting/come-back.ts';
import { createMeeting } from '../meeting/createMeeting.ts';
import { type MeetingState, showsStage } from '../meeting/meeting-state.ts';
import { readName, writeName } from '../meeting/name-store.ts';
import { readSeat } from '../meeting/seat-store.ts';
import { texts } from '../texts/texts.ts';
import { loadPart } from '../update/load-part.ts';
import { serviceVersion } from '../update/service-version.ts';
import { createStayLength } from './after/createStayLength.ts';
import { LeftPage } from './after/LeftPage.tsx';
import { GreenRoom, type JoinWish } from './green-room/GreenRoom.tsx';
import { addressChoice, readHideAddress, writeHideAddress } from './green-room/hide-address.ts';
import { WaitingPage } from './green-room/WaitingPage.tsx';
import { PageFrame } from './PageFrame.tsx';
import { ProblemPage } from './ProblemPage.tsx';
import { preconnect } from './preconnect.ts';

const roomCode = () => loadPart(() => import('../meeting/room-code.ts'));
const InMeeting = lazy(() => loadPart(() => import('./InMeeting.tsx')));

/** One meeting, from the link to the end: its state picks the page. */
export function MeetingWalk(props: { meetingId: string }) {
  const meetingId = props.meetingId;
  const { localMedia, state: devices } = createLocalMedia();
  const toasts = createToasts();
  const meeting = createMeeting({
    meetingId,
    localMedia,
    roomCode,
    onAnnounce: ({ came, went }) => {
      if (came.length > 0) toasts.say(texts.people.came(came));
      if (went.length > 0) toasts.say(texts.people.went(went));
    },
  });
  const [preview, { refetch }] = createResource<MeetingPreview | undefined>(async () => {
    try {
      return await call('previewMeeting', { params: { id: meetingId } });
    } catch (thrown) {
      meeting.fail(problemOf(thrown));
    }
  });
  const [addressHidden, setAddressHidden] = createSignal(false);
  /** Kept for coming back, should the seat be gone. */
  let passcode: string | undefined;
  const state = meeting.state;
  const stayedMs = createStayLength(state);
  const title = () => preview.latest?.title ?? '';

  onMount(() => {
    // Everything that joining needs is there before the click: the code, and what this browser's WebRTC can do.
    // Whoever joins without it is told what is missing.
    const ahead = [roomCode().then(({ loadMediaDevice }) => loadMediaDevice()), InMeeting.preload()];
    for (const each of ahead) each.catch(() => undefined);
  });
  // Outside, nobody is seen or heard, and the camera's light says so.
  createEffect(() => {
    const { name } = state();
    if (name === 'left' || (name === 'failed' && !passcodeProblem())) localMedia.rest();
    else void localMedia.start();
  });
  createEffect(() => {
    const found = preview.latest;
    if (!found) return;
    document.title = `${found.title} · Parley`;
    if (found.boxUrl) preconnect(found.boxUrl);
    if (state().name !== 'previewing') return;
    const coming = takeComeBack(sessionStorage, meetingId);
    if (coming && readSeat(sessionStorage, meetingId)) comeIn(readName(localStorage), coming.hideAddress);
    else refuseEarly(found);
  });

  /** What the preview knows already need not wait for a click; someone with a seat, or the host, may come in all the same. */
  function refuseEarly(found: MeetingPreview): void {
    if (found.youAreHost || readSeat(sessionStorage, meetingId)) return;
    if (found.state === 'ended') meeting.fail('meeting-ended');
    else if (found.locked) meeting.fail('meeting-locked');
  }

  /** Opens the way to the box before the click, for those whom nobody has to let in. */
  function approach(): void {
    const found = preview.latest;
    if (!found?.boxUrl || (found.lobby && !found.youAreHost)) return;
    const { boxUrl } = found;
    roomCode().then(
      ({ warmConnection }) => warmConnection(boxUrl),
      () => undefined,
    );
  }

  const join = (wish: JoinWish) => {
    writeName(localStorage, wish.name);
    writeHideAddress(localStorage, wish.hideAddress);
    approach();
    passcode = wish.passcode;
    comeIn(wish.name, wish.hideAddress);
  };
  function comeIn(name: string, hideAddress: boolean): void {
    setAddressHidden(hideAddress);
    meeting.join(name, { hideAddress, passcode });
  }
  const tryAgain = () => {
    void refetch();
    meeting.comeBack();
  };
  /** Who was in already has shown name and devices: one click is enough, unless their address cannot be hidden any more. */
  function comeBack(): void {
    const found = preview.latest;
    if (serviceVersion.isUpdated) reloadAndComeBack();
    else if (found && addressChoice(found, addressHidden()) === 'cannot-hide') tryAgain();
    else comeIn(readName(localStorage), addressHidden());
  }
  /** This page is older than the service: the seat is this tab's, and outlives it. */
  function reloadAndComeBack(): void {
    markComeBack(sessionStorage, meetingId, addressHidden());
    location.reload();
  }
  /** A passcode that is wrong is mended where it was typed. */
  const passcodeProblem = () => {
    const current = state();
    if (current.name !== 'failed') return null;
    return current.problem === 'passcode-wrong' || current.problem === 'passcode-needed' ? current.problem : null;
  };
  const hasSeat = () => readSeat(sessionStorage, meetingId) !== null;
  const named = <N extends MeetingState['name']>(name: N) => {
    const current = state();
    return current.name === name && (current as Extract<MeetingState, { name: N }>);
  };

  return (
    <Switch
      fallback={
        <Show when={preview.latest} fallback={<Looking />}>
          {(found) => (
            <GreenRoom
              preview={found()}
              localMedia={localMedia}
              devices={devices}
              name={readName(localStorage)}
              hideAddress={readHideAddress(localStorage)}
              busy={state().name === 'asking'}
              passcodeKnown={found().youAreHost || readSeat(sessionStorage, meetingId) !== null}
              passcodeProblem={passcodeProblem()}
              onJoin={join}
              onApproach={approach}
              onSpeaker={meeting.chooseSpeaker}
            />
          )}
        </Show>
      }
    >
      <Match when={!passcodeProblem() && named('failed')}>
        {(failed) => (
          <ProblemPage
            problem={failed().problem}
            about={title()}
            onRetry={tryAgain}
            onComeBack={hasSeat() ? reloadAndComeBack : undefined}
          />
        )}
      </Match>
      <Match when={named('left')}>
        {(left) => (
          <LeftPage
            reason={left().reason}
            meetingId={meetingId}
            about={title()}
            stayedMs={stayedMs()}
            seat={readSeat(sessionStorage, meetingId)}
            isHost={preview.latest?.youAreHost ?? false}
            onComeBack={comeBack}
          />
        )}
      </Match>
      <Match when={named('waiting')}>
        {(waiting) => (
          <WaitingPage
            title={title()}
            reason={waiting().reason}
            schedule={preview.latest?.schedule ?? null}
            localMedia={localMedia}
            devices={devices}
            onLeave={() => void meeting.leave()}
          />
        )}
      </Match>
      <Match when={showsStage(state())}>
        <Suspense>
          <InMeeting
            meeting={meeting}
            localMedia={localMedia}
            devices={devices}
            toasts={toasts}
            addressHidden={addressHidden()}
            owner={preview.latest?.youAreHost ?? false}
          />
        </Suspense>
      </Match>
    </Switch>
  );
}

function Looking() {
  return (
    <PageFrame>
      <p class="soft" role="status">
        {texts.greenRoom.loading}
      </p>
    </PageFrame>
  );
}
