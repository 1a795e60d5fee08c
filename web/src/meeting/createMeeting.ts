import type { Participant, Source } from '@parley/sfu/contract/shapes.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import type { Role } from '@parley/worker/contract/roles.ts';
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { type LeftReason, problemOf } from '../errors/problem.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Received } from '../media/path.ts';
import { RemoteAudio } from '../media/remote-audio.ts';
import { type Announcement, Announcer } from './announcements.ts';
import { createViewReporter } from './createViewReporter.ts';
import { markJoin } from './join-marks.ts';
import { type MeetingEvent, type MeetingState, nextState } from './meeting-state.ts';
import { rejoin } from './rejoin.ts';
import type { RoomCode } from './room-code.ts';
import type { RosterChange } from './roster.ts';
import type { Stay, StayEvent } from './stay.ts';

type Self = { id: string; name: string; role: Role };
/** What the stage shows. `tracks`: the others' pictures and sounds by `participant:source`. */
type Room = {
  title: string;
  self: Self | null;
  others: Participant[];
  tracks: Record<string, MediaStreamTrack>;
  speaking: string[];
  locked: boolean;
};

export type Meeting = {
  id: string;
  state: Accessor<MeetingState>;
  room: Room;
  seat: Accessor<SeatKey | null>;
  /** The browser wants a touch of the page before it plays sound. */
  soundBlocked: Accessor<boolean>;
  join: (name: string) => void;
  leave: () => Promise<void>;
  comeBack: () => void;
  fail: (problem: ReturnType<typeof problemOf>) => void;
  resumeSound: () => void;
  chooseSpeaker: (speakerId: string | null) => void;
  /** How large a tile shows a picture; null when none does any more. */
  view: (participantId: string, source: Source, sidePx: number | null) => void;
};

export type MeetingOptions = {
  meetingId: string;
  localMedia: LocalMedia;
  /** The code of the room, which the green room fetches ahead. */
  roomCode: () => Promise<RoomCode>;
  onAnnounce: (announcement: Announcement) => void;
};

/** A socket that stays away for longer than this: the Worker is asked where the meeting is now. */
const askAgainAfterMs = 15_000;
const desktopVideos = 25;
const phoneVideos = 9;

const emptyRoom = (): Room => ({ title: '', self: null, others: [], tracks: {}, speaking: [], locked: false });

/** The meeting as a person lives it, for Solid: state, room and what can be done. */
export function createMeeting(options: MeetingOptions): Meeting {
  const { meetingId, localMedia } = options;
  const [state, setState] = createSignal<MeetingState>({ name: 'previewing' });
  const [room, setRoom] = createStore<Room>(emptyRoom());
  const [seat, setSeat] = createSignal<SeatKey | null>(null);
  const [soundBlocked, setSoundBlocked] = createSignal(false);
  const audio = new RemoteAudio(setSoundBlocked);
  const announcer = new Announcer(options.onAnnounce);
  const views = createViewReporter((shown) => stay?.show(shown) ?? Promise.reject(new Error('not in the room yet')));
  let stay: Stay | null = null;
  let walking: AbortController | null = null;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let name = '';

  const dispatch = (event: MeetingEvent) => setState((current) => nextState(current, event));

  function join(asName: string): void {
    markJoin('join-click');
    name = asName;
    dispatch({ type: 'ask' });
    void walk((attempt) => attempt());
  }

  /** One walk at a time; a new stay replaces the one before only once it has entered. */
  async function walk(manner: (attempt: () => Promise<Stay>, signal: AbortSignal) => Promise<Stay>): Promise<void> {
    walking?.abort();
    const mine = new AbortController();
    walking = mine;
    try {
      const code = await options.roomCode();
      const entered = await manner(() => attempt(code, mine.signal), mine.signal);
      if (mine.signal.aborted) return entered.close();
      if (stay !== entered) stay?.close();
      stay = entered;
      clearTimeout(lostTimer);
      dispatch({ type: 'joined' });
    } catch (thrown) {
      if (mine.signal.aborted) return;
      console.warn('meeting: joining failed', thrown);
      end({ type: 'fail', problem: problemOf(thrown) });
    } finally {
      if (walking === mine) walking = null;
    }
  }

  async function attempt(code: RoomCode, signal: AbortSignal): Promise<Stay> {
    const media = await code.loadMediaDevice();
    return code.joinMeeting({
      meetingId,
      name,
      media,
      localMedia,
      views,
      maxVideos: matchMedia('(max-width: 600px)').matches ? phoneVideos : desktopVideos,
      signal,
      onWaiting: () => dispatch({ type: 'wait' }),
      // Otherwise the one that resumes and the one that enters replace each other.
      onEntering: () => stay?.stopResuming(),
      onAdmitted: (admission) => {
        setSeat(admission.seat);
        setRoom({ title: admission.meeting.title, self: admission.participant });
        dispatch({ type: 'admitted' });
      },
      onStayEvent: (from, event) => {
        // Until a stay has entered, joinMeeting itself answers for what goes wrong.
        const entering =
          stay !== from && event.type !== 'roster' && event.type !== 'received' && event.type !== 'locked';
        if (!entering) onStayEvent(event);
      },
    });
  }

  function onStayEvent(event: StayEvent): void {
    switch (event.type) {
      case 'roster':
        setRoom('others', reconcile([...event.roster], { key: 'id' }));
        if (!event.first) announce(event);
        break;
      case 'received':
        setRoom('tracks', reconcile(tracksOf(event.received)));
        audio.play(event.received);
        break;
      case 'speakers':
        setRoom('speaking', event.participantIds);
        break;
      case 'locked':
        setRoom('locked', event.locked);
        break;
      case 'connectionLost':
        dispatch({ type: 'connectionLost', atMs: Date.now() });
        lostTimer = setTimeout(() => void walk(rejoin), askAgainAfterMs);
        break;
      case 'connectionBack':
        clearTimeout(lostTimer);
        walking?.abort();
        dispatch({ type: 'joined' });
        break;
      case 'placeLost':
        clearTimeout(lostTimer);
        dispatch({ type: 'connectionLost', atMs: Date.now() });
        void walk(rejoin);
        break;
      case 'left':
        end({ type: 'leave', reason: event.reason });
    }
  }

  function announce({ came, went }: RosterChange): void {
    for (const each of came) announcer.came(each.id, each.name);
    for (const each of went) announcer.went(each.id, each.name);
  }

  function end(event: MeetingEvent): void {
    clearTimeout(lostTimer);
    walking?.abort();
    stay?.close();
    stay = null;
    audio.close();
    dispatch(event);
    setRoom(reconcile(emptyRoom()));
  }

  async function leave(): Promise<void> {
    const leaving = stay;
    const reason: LeftReason = 'left';
    if (!leaving) return end(state().name === 'reconnecting' ? { type: 'leave', reason } : { type: 'comeBack' });
    stay = null;
    end({ type: 'leave', reason });
    await leaving.leave();
  }

  onCleanup(() => {
    void stay?.leave();
    end({ type: 'leave', reason: 'left' });
    announcer.close();
  });

  return {
    id: meetingId,
    state,
    room,
    seat,
    soundBlocked,
    join,
    leave,
    comeBack: () => dispatch({ type: 'comeBack' }),
    fail: (problem) => end({ type: 'fail', problem }),
    resumeSound: () => audio.resume(),
    chooseSpeaker: (speakerId) => void audio.chooseSpeaker(speakerId),
    view: (participantId, source, sidePx) => views.setView(participantId, source, sidePx === null ? null : { sidePx }),
  };
}

function tracksOf(received: readonly Received[]): Room['tracks'] {
  return Object.fromEntries(
    received.map(({ participantId, source, track }) => [trackKey(participantId, source), track]),
  );
}

export function trackKey(participantId: string, source: Source): string {
  return `${participantId}:${source}`;
}
