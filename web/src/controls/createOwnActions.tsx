import type { Source } from '@parley/sfu/contract/shapes.ts';
import SmilePlus from 'lucide-solid/icons/face-slightly-smiling-plus';
import Hand from 'lucide-solid/icons/hand';
import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import ScreenShare from 'lucide-solid/icons/screen-share';
import ScreenShareOff from 'lucide-solid/icons/screen-share-off';
import VideoIcon from 'lucide-solid/icons/video';
import VideoOff from 'lucide-solid/icons/video-off';
import { Show } from 'solid-js';
import { grantOfSource } from '../meeting/rights.ts';
import { texts } from '../texts/texts.ts';
import type { BarAction } from './BarButton.tsx';
import type { BarActionsProps } from './createBarActions.tsx';

const size = 22;
/** Characters that fit under a button. */
const longestShort = 12;

/** What one does oneself: speak, be seen, share, react, raise a hand. */
export function createOwnActions(props: BarActionsProps) {
  const words = texts.meeting;
  const { meeting } = props;
  const mic = () => props.devices.mic;
  const camera = () => props.devices.camera;
  const speaks = () => mic().on && mic().track !== null;
  const isSeen = () => camera().on && (camera().track !== null || camera().opening);
  const raised = () => (meeting.room.self?.handRaisedAtMs ?? null) !== null;
  /** Outside nothing is granted yet, and nothing is forbidden. */
  const lacks = (grant: (typeof meeting.room.grants)[number]) =>
    meeting.room.grants.length > 0 && !meeting.room.grants.includes(grant);
  const blocked = (source: Source, reason: string) => (lacks(grantOfSource[source]) ? reason : undefined);
  const toggle = (kind: 'mic' | 'camera') => {
    const source = props.devices[kind];
    // Wanted, but not to be had: say why and what to do, instead of a button without effect.
    if (source.on && source.problem) props.onOpen('devices');
    else void props.localMedia.setOn(kind, !source.on);
  };

  const micAction: BarAction = {
    rank: 1,
    get label() {
      if (speaks()) return words.mute;
      return mic().on && mic().problem ? words.noMic : words.unmute;
    },
    get short() {
      // In some languages it takes a sentence.
      return this.label.length > longestShort ? words.mic : undefined;
    },
    get blocked() {
      return speaks() ? undefined : blocked('mic', words.notAllowed.mic);
    },
    get off() {
      return !speaks();
    },
    icon: () => (
      <Show when={speaks()} fallback={<MicOff size={size} aria-hidden="true" />}>
        <Mic size={size} aria-hidden="true" />
      </Show>
    ),
    press: () => toggle('mic'),
  };
  const cameraAction: BarAction = {
    rank: 2,
    get label() {
      if (isSeen()) return words.cameraOff;
      return camera().on && camera().problem ? words.noCamera : words.cameraOn;
    },
    short: words.camera,
    get blocked() {
      return isSeen() ? undefined : blocked('camera', words.notAllowed.camera);
    },
    get off() {
      return !isSeen();
    },
    icon: () => (
      <Show when={isSeen()} fallback={<VideoOff size={size} aria-hidden="true" />}>
        <VideoIcon size={size} aria-hidden="true" />
      </Show>
    ),
    press: () => toggle('camera'),
  };
  const screenAction: BarAction = {
    rank: 5,
    get label() {
      return meeting.sharedScreen() ? words.stopSharing : words.shareScreen;
    },
    get short() {
      return meeting.sharedScreen() ? words.stop : words.share;
    },
    get blocked() {
      return blocked('screen', words.notAllowed.screen);
    },
    get on() {
      return meeting.sharedScreen() !== null;
    },
    icon: () => (
      <Show when={meeting.sharedScreen()} fallback={<ScreenShare size={size} aria-hidden="true" />}>
        <ScreenShareOff size={size} aria-hidden="true" />
      </Show>
    ),
    press: () => (meeting.sharedScreen() ? meeting.stopSharing() : void share(props)),
  };
  const reactAction: BarAction = {
    rank: 7,
    label: words.react,
    get blocked() {
      return lacks('react') ? words.notAllowed.other : undefined;
    },
    get pressed() {
      return props.reacting;
    },
    icon: () => <SmilePlus size={size} aria-hidden="true" />,
    press: () => props.onReact(),
  };
  const handAction: BarAction = {
    rank: 6,
    get label() {
      return raised() ? words.lowerHand : words.raiseHand;
    },
    short: words.hand,
    get blocked() {
      return lacks('raise-hand') ? words.notAllowed.other : undefined;
    },
    get on() {
      return raised();
    },
    icon: () => <Hand size={size} aria-hidden="true" />,
    press: () => props.act(() => meeting.setHand(!raised())),
  };
  return { mic: micAction, camera: cameraAction, screen: screenAction, react: reactAction, hand: handAction };
}

async function share({ meeting, toasts }: BarActionsProps): Promise<void> {
  try {
    await meeting.share();
  } catch (thrown) {
    console.warn('screen: sharing failed', thrown);
    toasts.say(texts.meeting.shareFailed);
  }
}
