import type { Participant, RoomMode, Source } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import type { Role } from '@parley/worker/contract/roles.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { ProblemError, problemOf } from '../errors/problem.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { RemoteAudio } from '../media/remote-audio.ts';
import type { Playing } from '../media/switcher.ts';
import { type Announcement, Announcer } from './announcements.ts';
import { createViewReporter } from './createViewReporter.ts';
import { createWaking } from './createWaking.ts';
import { markJoin } from './join-marks.ts';
import { type MeetingEvent, type MeetingState, nextState } from './meeting-state.ts';
import type { Presence } from './presence.ts';
import type { PresenceEvents } from './presence-events.ts';
import type { RecoveryStep } from './recovery-ladder.ts';
import type { RoomCode } from './room-code.ts';
import type { Standby } from './standby-probe.ts';
import type { Way } from './ways.ts';

export type { Way } from './ways.ts';

type Self = { id: string; name: string; role: Role };
/** What the stage shows. */
type Room = {
  title: string;
  self: (Self & { handRaisedAtMs: number | null }) | null;
  others: Participant[];
  /** Live pictures and sounds by `participant:source`, the one to show first; the others stay attached until they are gone. */
  tracks: Record<string, MediaStreamTrack[]>;
  speaking: string[];
  locked: boolean;
  mode: RoomMode | null;
  policy: MediaPolicy | null;
  chat: ChatMessage[];
  /** How each other person's media come here now. */
  ways: Record<string, Way>;
  /** Whether the way through the box would work, while media go directly; null: not known, or in use. */
  standby: Standby;
};

export type Meeting = {
  id: string;
  state: Accessor<MeetingState>;
  room: Room;
  seat: Accessor<SeatKey | null>;
  /** The step of the recovery ladder that is being tried; null: nothing is wrong. */
  recovery: Accessor<RecoveryStep | null>;
  /** The browser wants a touch of the page before it plays sound. */
  soundBlocked: Accessor<boolean>;
  /** What this person shows of their screen; null while they share none. */
  sharedScreen: Accessor<MediaStreamTrack | null>;
  /** `hideAddress`: the others must not learn this person's network address. */
  join: (name: string, options?: { hideAddress?: boolean }) => void;
  leave: () => Promise<void>;
  comeBack: () => void;
  fail: (problem: ReturnType<typeof problemOf>) => void;
  /** Asks which screen to share. Rejects with the browser's error; resolves when the person changed their mind. */
  share: () => Promise<void>;
  stopSharing: () => void;
  sendChat: (text: string) => Promise<void>;
  setHand: (raised: boolean) => Promise<void>;
  resumeSound: () => void;
  chooseSpeaker: (speakerId: string | null) => void;
  /** How large a tile shows a picture; null when none does any more. */
  view: (participantId: string, source: Source, sidePx: number | null) => void;
  /** Refreshed every 2 s while somebody looks: facts for the connection panel. Returns how to stop. */
  watchConnection: () => () => void;
};

export type MeetingOptions = {
  meetingId: string;
  localMedia: LocalMedia;
  /** The code of the room, which the green room fetches ahead. */
  roomCode: () => Promise<RoomCode>;
  onAnnounce: (announcement: Announcement) => void;
};

const desktopVideos = 25;
const phoneVideos = 9;

const emptyRoom = (): Room => ({
  title: '',
  self: null,
  others: [],
  tracks: {},
  speaking: [],
  locked: false,
  mode: null,
  policy: null,
  chat: [],
  ways: {},
  standby: null,
});

/** The meeting as a person lives it, for Solid: state, room and what can be done. */
export function createMeeting(options: MeetingOptions): Meeting {
  const { meetingId, localMedia } = options;
  const [state, setState] = createSignal<MeetingState>({ name: 'previewing' });
  const [room, setRoom] = createStore<Room>(emptyRoom());
  const [seat, setSeat] = createSignal<SeatKey | null>(null, {
    // Each admission brings the same seat anew; nothing that hangs on it shall begin again.
    equals: (one, other) => one?.id === other?.id && one?.secret === other?.secret,
  });
  const [soundBlocked, setSoundBlocked] = createSignal(false);
  const [recovery, setRecovery] = createSignal<RecoveryStep | null>(null);
  const [sharedScreen, setSharedScreen] = createSignal<MediaStreamTrack | null>(null);
  const audio = new RemoteAudio(setSoundBlocked);
  const announcer = new Announcer(options.onAnnounce);
  const views = createViewReporter((shown) => present().then((presence) => presence.show(shown)));
  let presence: Presence | null = null;
  let asked = 0;

  const dispatch = (event: MeetingEvent) => setState((current) => nextState(current, event));
  const present = async () => {
    if (!presence) throw new ProblemError('wrong-state', 'not in the room');
    return presence;
  };
  createWaking(
    () => presence?.wake(),
    () => presence?.networkChanged(),
  );

  function join(name: string, { hideAddress = false } = {}): void {
    markJoin('join-click');
    dispatch({ type: 'ask' });
    void begin(name, hideAddress);
  }

  async function begin(name: string, hideAddress: boolean): Promise<void> {
    const mine = ++asked;
    try {
      const code = await options.roomCode();
      const media = await code.loadMediaDevice();
      if (mine !== asked) return;
      presence?.close();
      presence = new code.Presence({
        meetingId,
        name,
        hideAddress,
        localMedia,
        views,
        media,
        videoCodec: code.wantedCodec(),
        maxVideos: matchMedia('(max-width: 600px)').matches ? phoneVideos : desktopVideos,
        events,
      });
      presence.join();
    } catch (thrown) {
      if (mine !== asked) return;
      console.warn('meeting: joining failed', thrown);
      end({ type: 'fail', problem: problemOf(thrown) });
    }
  }

  const events: PresenceEvents = {
    onMeeting: (event) => (event.type === 'leave' || event.type === 'fail' ? end(event) : dispatch(event)),
    onAdmitted: ({ seat: given, meeting, participant }) => {
      setSeat(given);
      setRoom('title', meeting.title);
      setRoom('self', (self) => ({ handRaisedAtMs: self?.handRaisedAtMs ?? null, ...participant }));
    },
    onRoster: ({ roster, came, went }, first) => {
      setRoom('others', reconcile([...roster], { key: 'id' }));
      if (first) return;
      for (const each of came) announcer.came(each.id, each.name);
      for (const each of went) announcer.went(each.id, each.name);
    },
    onSelf: ({ id, name, role, handRaisedAtMs }) => setRoom('self', { id, name, role, handRaisedAtMs }),
    onPlaying: (playing) => {
      setRoom('tracks', reconcile(tracksOf(playing)));
      audio.play(playing);
    },
    onSpeakers: (participantIds) => setRoom('speaking', participantIds),
    onLocked: (locked) => setRoom('locked', locked),
    onMode: (mode, policy) => setRoom({ mode, policy }),
    onChat: (messages) => setRoom('chat', reconcile(messages, { key: 'id' })),
    onWays: (ways) => setRoom('ways', reconcile(ways)),
    onStandby: (standby) => setRoom('standby', standby),
    onRecovery: setRecovery,
  };

  function end(event: MeetingEvent): void {
    asked++;
    presence?.close();
    presence = null;
    audio.close();
    setRecovery(null);
    setSharedScreen(null);
    dispatch(event);
    setRoom(reconcile(emptyRoom()));
  }

  async function leave(): Promise<void> {
    const leaving = presence;
    const inside = ['joined', 'reconnecting'].includes(state().name);
    presence = null;
    // The box hears of the end before the devices rest, which would look like muting.
    const told = leaving?.leave();
    end(inside ? { type: 'leave', reason: 'left' } : { type: 'comeBack' });
    await told;
  }

  onCleanup(() => {
    void leave();
    announcer.close();
  });

  return {
    id: meetingId,
    state,
    room,
    seat,
    recovery,
    soundBlocked,
    sharedScreen,
    join,
    leave,
    comeBack: () => dispatch({ type: 'comeBack' }),
    fail: (problem) => end({ type: 'fail', problem }),
    share: async () => (await present()).share((screen) => setSharedScreen(screen)),
    stopSharing: () => presence?.stopSharing(),
    sendChat: async (text) => (await present()).chat.send(text),
    setHand: async (raised) => {
      const handRaisedAtMs = await (await present()).setHand(raised);
      setRoom('self', (self) => self && { ...self, handRaisedAtMs });
    },
    resumeSound: () => audio.resume(),
    chooseSpeaker: (speakerId) => void audio.chooseSpeaker(speakerId),
    view: (participantId, source, sidePx) => views.setView(participantId, source, sidePx === null ? null : { sidePx }),
    watchConnection: () => presence?.watchConnection() ?? (() => undefined),
  };
}

function tracksOf(playing: readonly Playing[]): Room['tracks'] {
  return Object.fromEntries(
    playing.map(({ participantId, source, streams }) => [
      trackKey(participantId, source),
      streams.map(({ track }) => track),
    ]),
  );
}

export function trackKey(participantId: string, source: Source): string {
  return `${participantId}:${source}`;
}
