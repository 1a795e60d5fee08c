import Hand from 'lucide-solid/icons/hand';
import Link from 'lucide-solid/icons/link';
import MessageSquareText from 'lucide-solid/icons/message-square-text';
import Mic from 'lucide-solid/icons/mic';
import MicOff from 'lucide-solid/icons/mic-off';
import PhoneOff from 'lucide-solid/icons/phone-off';
import ScreenShare from 'lucide-solid/icons/screen-share';
import ScreenShareOff from 'lucide-solid/icons/screen-share-off';
import Settings2 from 'lucide-solid/icons/settings-2';
import Users from 'lucide-solid/icons/users';
import VideoIcon from 'lucide-solid/icons/video';
import VideoOff from 'lucide-solid/icons/video-off';
import Waypoints from 'lucide-solid/icons/waypoints';
import { Show } from 'solid-js';
import { copyText } from '../design/copy-text.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { meetingLink } from '../meeting/meeting-link.ts';
import { texts } from '../texts/texts.ts';
import type { BarAction } from './BarButton.tsx';
import type { ControlBarProps } from './ControlBar.tsx';

export type BarActions = {
  /** In the order of the bar, before the two below. */
  inBar: readonly BarAction[];
  connection: BarAction;
  leave: BarAction;
};

/** Phones cannot share their screen from a browser. */
const canShareScreen = 'getDisplayMedia' in (navigator.mediaDevices ?? {});

const size = 22;

/** Everything one does in a meeting. `onOpen`: something that needs more than a touch. */
export function createBarActions(props: ControlBarProps, onOpen: (dialog: 'devices' | 'leave') => void): BarActions {
  const words = texts.meeting;
  const { meeting } = props;
  const mic = () => props.devices.mic;
  const camera = () => props.devices.camera;
  const speaks = () => mic().on && mic().track !== null;
  const isSeen = () => camera().on && (camera().track !== null || camera().opening);
  const raised = () => (meeting.room.self?.handRaisedAtMs ?? null) !== null;
  const toggle = (kind: 'mic' | 'camera') => {
    const source = props.devices[kind];
    // Wanted, but not to be had: say why and what to do, instead of a button without effect.
    if (source.on && source.problem) onOpen('devices');
    else void props.localMedia.setOn(kind, !source.on);
  };

  const micAction: BarAction = {
    rank: 1,
    get label() {
      if (speaks()) return words.mute;
      return mic().on && mic().problem ? words.noMic : words.unmute;
    },
    get short() {
      return mic().on && mic().problem ? words.mic : undefined;
    },
    shortcut: 'M',
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
    shortcut: 'V',
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
    shortcut: 'S',
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
  const handAction: BarAction = {
    rank: 6,
    get label() {
      return raised() ? words.lowerHand : words.raiseHand;
    },
    short: words.hand,
    shortcut: 'H',
    get on() {
      return raised();
    },
    icon: () => <Hand size={size} aria-hidden="true" />,
    press: () => props.act(() => meeting.setHand(!raised())),
  };
  const chatAction: BarAction = {
    rank: 3,
    label: words.chat,
    shortcut: 'C',
    get badge() {
      return props.unread;
    },
    get pressed() {
      return props.panel === 'chat';
    },
    icon: () => <MessageSquareText size={size} aria-hidden="true" />,
    press: () => props.onPanel('chat'),
  };
  const peopleAction: BarAction = {
    rank: 4,
    label: words.people,
    get badge() {
      return props.moderation.knocks().length;
    },
    get pressed() {
      return props.panel === 'people';
    },
    icon: () => <Users size={size} aria-hidden="true" />,
    press: () => props.onPanel('people'),
  };
  const devicesAction: BarAction = {
    rank: 7,
    label: words.devices,
    icon: () => <Settings2 size={size} aria-hidden="true" />,
    press: () => onOpen('devices'),
  };
  const linkAction: BarAction = {
    rank: 8,
    label: words.copyLink,
    short: words.link,
    icon: () => <Link size={size} aria-hidden="true" />,
    press: () => void copyLink(meeting, props.toasts.say),
  };
  const leave: BarAction = {
    rank: 0,
    label: words.leave,
    danger: true,
    icon: () => <PhoneOff size={size} aria-hidden="true" />,
    press: () => (props.moderation.allowed() ? onOpen('leave') : void meeting.leave()),
  };
  const connection: BarAction = {
    rank: 9,
    label: words.connection,
    get pressed() {
      return props.panel === 'connection';
    },
    icon: () => <Waypoints size={size} aria-hidden="true" />,
    press: () => props.onPanel('connection'),
  };
  return {
    inBar: [
      micAction,
      cameraAction,
      ...(canShareScreen ? [screenAction] : []),
      handAction,
      chatAction,
      peopleAction,
      devicesAction,
      linkAction,
    ],
    connection,
    leave,
  };
}

async function share({ meeting, toasts }: ControlBarProps): Promise<void> {
  try {
    await meeting.share();
  } catch (thrown) {
    console.warn('screen: sharing failed', thrown);
    toasts.say(texts.meeting.shareFailed);
  }
}

async function copyLink(meeting: Meeting, say: (text: string) => void): Promise<void> {
  const link = meetingLink(meeting.id, location.origin);
  say((await copyText(link)) ? texts.meeting.linkCopied : link);
}
