import type { Participant } from '@parley/sfu/contract/shapes.ts';
import Camera from 'lucide-solid/icons/camera-off';
import Crown from 'lucide-solid/icons/crown';
import Hand from 'lucide-solid/icons/hand';
import MessageSquare from 'lucide-solid/icons/message-square-text';
import MicOff from 'lucide-solid/icons/mic-off';
import Pin from 'lucide-solid/icons/pin';
import PinOff from 'lucide-solid/icons/pin-off';
import ScreenShareOff from 'lucide-solid/icons/screen-share-off';
import Shield from 'lucide-solid/icons/shield';
import ShieldOff from 'lucide-solid/icons/shield-off';
import Sparkles from 'lucide-solid/icons/sparkles';
import UserX from 'lucide-solid/icons/user-x';
import type { Component } from 'solid-js';
import type { MenuItem } from '../design/Menu.tsx';
import type { Meeting } from '../meeting/createMeeting.ts';
import type { Moderation } from '../meeting/createModeration.ts';
import { texts } from '../texts/texts.ts';
import { type Power, powersOver } from './person-powers.ts';

type Someone = Pick<Participant, 'id' | 'name'>;
export type PersonActionsOptions = {
  meeting: Meeting;
  moderation: Moderation;
  act: (action: () => Promise<void>) => void;
  /** Writes to them alone. */
  onMessage: (person: Someone) => void;
  /** Asks before it is done. */
  onRemove: (person: Someone) => void;
  onHandOver: (person: Someone) => void;
};

type Icon = Component<{ size: number; 'aria-hidden': 'true' }>;
type Row = { icon: Icon; label: () => string; do: (person: Someone) => void; danger?: boolean };

/** What one may do about somebody, for their menu in the list and on their tile. */
export function createPersonActions(options: PersonActionsOptions): (person: Participant) => MenuItem[][] {
  const { meeting, moderation, act } = options;
  const words = () => texts.people;
  const stop = (source: 'mic' | 'camera') => (person: Someone) =>
    act(() => meeting.ask.stopSources([person.id], [source]));
  const rows: Record<Power, Row> = {
    pin: { icon: Pin, label: () => words().pin, do: ({ id }) => meeting.togglePin(id) },
    unpin: { icon: PinOff, label: () => words().unpin, do: ({ id }) => meeting.togglePin(id) },
    message: { icon: MessageSquare, label: () => words().message, do: options.onMessage },
    spotlight: {
      icon: Sparkles,
      label: () => words().spotlight,
      do: ({ id }) => act(() => meeting.ask.setSpotlight(id)),
    },
    unspotlight: {
      icon: Sparkles,
      label: () => words().unspotlight,
      do: () => act(() => meeting.ask.setSpotlight(null)),
    },
    mute: { icon: MicOff, label: () => words().mute, do: stop('mic') },
    'stop-camera': { icon: Camera, label: () => words().stopCamera, do: stop('camera') },
    'stop-screen': {
      icon: ScreenShareOff,
      label: () => words().stopScreen,
      do: ({ id }) => act(() => meeting.ask.stopSources([id], ['screen', 'screenAudio'])),
    },
    'lower-hand': {
      icon: Hand,
      label: () => words().lowerHand,
      do: ({ id }) => act(() => meeting.ask.lowerHands([id])),
    },
    'make-co-host': {
      icon: Shield,
      label: () => words().makeCoHost,
      do: ({ id }) => act(() => moderation.setRole(id, 'co-host')),
    },
    'make-guest': {
      icon: ShieldOff,
      label: () => words().makeGuest,
      do: ({ id }) => act(() => moderation.setRole(id, 'guest')),
    },
    'hand-over': { icon: Crown, label: () => words().handOver, do: options.onHandOver },
    remove: { icon: UserX, label: () => words().removeShort, do: options.onRemove, danger: true },
  };
  const item = (power: Power, person: Someone): MenuItem => {
    const { icon: Picture, label, do: run, danger = false } = rows[power];
    return { label: label(), icon: () => <Picture size={20} aria-hidden="true" />, danger, press: () => run(person) };
  };
  return (person) => {
    const { self, grants, spotlight } = meeting.room;
    const groups = powersOver({
      role: self?.role ?? 'guest',
      grants,
      person,
      self: person.id === self?.id,
      pins: meeting.pins(),
      spotlight,
    });
    return groups.map((group) => group.map((power) => item(power, person)));
  };
}
