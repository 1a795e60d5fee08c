import ChartColumn from 'lucide-solid/icons/chart-column';
import Keyboard from 'lucide-solid/icons/keyboard';
import Link from 'lucide-solid/icons/link';
import MessageSquareText from 'lucide-solid/icons/message-square-text';
import PhoneOff from 'lucide-solid/icons/phone-off';
import Settings2 from 'lucide-solid/icons/settings-2';
import Users from 'lucide-solid/icons/users';
import Waypoints from 'lucide-solid/icons/waypoints';
import { copyText } from '../design/copy-text.ts';
import type { Meeting } from '../meeting/createMeeting.ts';
import { meetingLink } from '../meeting/meeting-link.ts';
import { texts } from '../texts/texts.ts';
import type { BarAction } from './BarButton.tsx';
import type { ControlBarProps, Panel } from './ControlBar.tsx';
import { createOwnActions } from './createOwnActions.tsx';
import { pollsBadge } from './poll-figures.ts';
import { type ShortcutAction, shortcutKeys } from './shortcut-keys.ts';

/** Opened from the bar, over everything else. */
export type BarDialog = 'devices' | 'leave' | 'shortcuts';

export type BarActionsProps = ControlBarProps & {
  onOpen: (dialog: BarDialog) => void;
  /** The reactions are open. */
  reacting: boolean;
  onReact: () => void;
  /** Single keys work. */
  keys: boolean;
};

export type BarActions = {
  /** What one does oneself, in the order of the bar. */
  own: readonly BarAction[];
  /** What opens something, in the order of the bar. */
  panels: readonly BarAction[];
  connection: BarAction;
  leave: BarAction;
  /** What each key does. */
  byKey: Partial<Record<ShortcutAction, () => void>>;
};

/** Phones cannot share their screen from a browser. */
const canShareScreen = 'getDisplayMedia' in (navigator.mediaDevices ?? {});

/** Someone with nothing but a touch screen has no use for a list of keys. */
const hasKeys = !matchMedia('(hover: none) and (pointer: coarse)').matches;

const size = 22;

/** Everything one does in a meeting. */
export function createBarActions(props: BarActionsProps): BarActions {
  const words = texts.meeting;
  const { meeting } = props;
  const opens = (panel: Panel) => ({
    get pressed() {
      return props.panel === panel;
    },
    press: () => props.onPanel(panel),
  });
  const own = createOwnActions(props);
  const chat: BarAction = combined(opens('chat'), {
    rank: 3,
    label: words.chat,
    get badge() {
      return props.unread;
    },
    icon: () => <MessageSquareText size={size} aria-hidden="true" />,
  });
  const people: BarAction = combined(opens('people'), {
    rank: 4,
    label: words.people,
    get badge() {
      return props.moderation.knocks().length;
    },
    icon: () => <Users size={size} aria-hidden="true" />,
  });
  const polls: BarAction = combined(opens('polls'), {
    rank: 8,
    label: words.polls,
    get badge() {
      return pollsBadge(props.unanswered, props.panel === 'polls');
    },
    icon: () => <ChartColumn size={size} aria-hidden="true" />,
  });
  const connection: BarAction = combined(opens('connection'), {
    rank: 11,
    label: words.connection,
    icon: () => <Waypoints size={size} aria-hidden="true" />,
  });
  const devices: BarAction = {
    rank: 9,
    label: words.devices,
    icon: () => <Settings2 size={size} aria-hidden="true" />,
    press: () => props.onOpen('devices'),
  };
  const link: BarAction = {
    rank: 10,
    label: words.copyLink,
    short: words.link,
    icon: () => <Link size={size} aria-hidden="true" />,
    press: () => void copyLink(meeting, props.toasts.say),
  };
  const help: BarAction = {
    rank: 12,
    label: words.shortcuts,
    icon: () => <Keyboard size={size} aria-hidden="true" />,
    press: () => props.onOpen('shortcuts'),
  };
  const leave: BarAction = {
    rank: 0,
    label: words.leave,
    danger: true,
    icon: () => <PhoneOff size={size} aria-hidden="true" />,
    press: () => (props.moderation.allowed() ? props.onOpen('leave') : void meeting.leave()),
  };
  const keyed: [ShortcutAction, BarAction][] = [
    ['mic', own.mic],
    ['camera', own.camera],
    ...(canShareScreen ? [['screen', own.screen] as [ShortcutAction, BarAction]] : []),
    ['react', own.react],
    ['hand', own.hand],
    ['chat', chat],
    ['people', people],
    ['polls', polls],
    ['help', help],
    ['leave', leave],
  ];
  const actions = new Map(keyed.map(([key, action]) => [action, finish(props, action, key)]));
  const done = (action: BarAction) => actions.get(action) ?? finish(props, action, null);
  return {
    own: [own.mic, own.camera, ...(canShareScreen ? [own.screen] : []), own.react, own.hand].map(done),
    panels: [chat, people, polls, devices, link, ...(hasKeys ? [help] : [])].map(done),
    connection: done(connection),
    leave: done(leave),
    byKey: Object.fromEntries(keyed.map(([key, action]) => [key, () => done(action).press()])),
  };
}

/** With its key, and a reason in place of an effect while it is blocked. */
function finish(props: BarActionsProps, action: BarAction, key: ShortcutAction | null): BarAction {
  const { press } = action;
  return combined(action, {
    get shortcut() {
      return key && props.keys ? shortcutKeys[key] : undefined;
    },
    press: () => (action.blocked === undefined ? press() : props.toasts.say(action.blocked)),
  });
}

/** Both together, with what is read anew each time still read anew. */
function combined<A extends object, B extends object>(one: A, other: B): A & B {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(one), ...Object.getOwnPropertyDescriptors(other) },
  ) as A & B;
}

async function copyLink(meeting: Meeting, say: (text: string) => void): Promise<void> {
  const link = meetingLink(meeting.id, location.origin);
  say((await copyText(link)) ? texts.meeting.linkCopied : link);
}
