import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import { createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { ProblemError, problemOf } from '../errors/problem.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { RemoteAudio } from '../media/remote-audio.ts';
import type { Playing } from '../media/switcher.ts';
import { type Announcement, Announcer } from './announcements.ts';
import { createReactions } from './createReactions.ts';
import { createViewReporter } from './createViewReporter.ts';
import { createWaking } from './createWaking.ts';
import { markJoin } from './join-marks.ts';
import { emptyRoom, type Meeting, type Room } from './meeting.ts';
import { type MeetingEvent, type MeetingState, nextState } from './meeting-state.ts';
import { type NewsListener, newsOfSelf, spotlightNews } from './news.ts';
import { OwnPolls } from './own-polls.ts';
import { withToggled } from './pins.ts';
import { pollNews, withChoice, withStand } from './polls.ts';
import type { Presence } from './presence.ts';
import type { PresenceEvents, PresenceOptions } from './presence-events.ts';
import type { RecoveryStep } from './recovery-ladder.ts';
import { LocalRights } from './rights.ts';
import type { RoomCode } from './room-code.ts';
import { makeRoomRequests } from './room-requests.ts';
import type { PictureWatch } from './switch-gaps.ts';

export type { Meeting } from './meeting.ts';
export type { Way } from './ways.ts';

export type MeetingOptions = {
  meetingId: string;
  localMedia: LocalMedia;
  /** The code of the room, which the green room fetches ahead. */
  roomCode: () => Promise<RoomCode>;
  onAnnounce: (announcement: Announcement) => void;
};

const desktopVideos = 25;
const phoneVideos = 9;

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
  const [pictureWatch, setPictureWatch] = createSignal<(() => PictureWatch | null) | null>(null);
  const audio = new RemoteAudio(setSoundBlocked);
  const announcer = new Announcer(options.onAnnounce);
  const reactions = createReactions();
  const ownPolls = new OwnPolls();
  const [pins, setPins] = createSignal<string[]>([]);
  const listeners = new Set<NewsListener>();
  const tell: NewsListener = (news) => {
    for (const listener of listeners) listener(news);
  };
  const rights = new LocalRights({ localMedia, stopSharing: () => presence?.stopSharing(), tell });
  const nameOf = (id: string) => room.others.find((each) => each.id === id)?.name ?? null;
  const views = createViewReporter((shown) => present().then((presence) => presence.show(shown)));
  let presence: Presence | null = null;
  let asked = 0;

  const dispatch = (event: MeetingEvent) => setState((current) => nextState(current, event));
  const present = async () => {
    if (!presence) throw new ProblemError('wrong-state', 'not in the room');
    return presence;
  };
  createWaking({
    onWake: () => presence?.wake(),
    onNetwork: () => presence?.networkChanged(),
    onHide: () => presence?.hide(),
  });

  function join(name: string, { hideAddress = false, passcode }: Parameters<Meeting['join']>[1] = {}): void {
    markJoin('join-click');
    dispatch({ type: 'ask' });
    void begin({ name, hideAddress, passcode });
  }

  async function begin(who: Pick<PresenceOptions, 'name' | 'hideAddress' | 'passcode'>): Promise<void> {
    const mine = ++asked;
    try {
      const code = await options.roomCode();
      const media = await code.loadMediaDevice();
      if (mine !== asked) return;
      presence?.close();
      presence = new code.Presence({
        meetingId,
        ...who,
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
      if (went.length > 0) setPins((before) => before.filter((id) => !went.some((each) => each.id === id)));
    },
    onSelf: ({ id, name, role, handRaisedAtMs }) => {
      const news = newsOfSelf(room.self, { role, handRaisedAtMs });
      setRoom('self', { id, name, role, handRaisedAtMs });
      news.forEach(tell);
    },
    onPlaying: (playing) => {
      setRoom('tracks', reconcile(tracksOf(playing)));
      audio.play(playing);
    },
    onSpeakers: (participantIds) => setRoom('speaking', participantIds),
    onLocked: (locked) => setRoom('locked', locked),
    onGrants: (grants) => {
      setRoom('grants', grants);
      rights.set(grants);
    },
    onSourcesStopped: ({ sources, by }) => {
      rights.stopped(sources);
      tell({ type: 'stopped', sources, by: nameOf(by) });
    },
    onSpotlight: (spotlight) => {
      const news = spotlightNews(room.spotlight, spotlight, room.self?.id, nameOf);
      setRoom('spotlight', spotlight);
      // Who comes in sees it.
      if (news && state().name === 'joined') tell(news);
    },
    onReaction: reactions.add,
    onPolls: (polls) => setRoom('polls', reconcile(polls)),
    onPoll: async (stand) => {
      const type = pollNews(room.polls, stand);
      setRoom('polls', reconcile(withStand(room.polls, stand)));
      const { id: pollId, question } = stand.poll;
      if (type && !(await ownPolls.didThis(type, pollId))) tell({ type, pollId, question });
    },
    onMode: (mode, policy) => setRoom({ mode, policy }),
    onChat: (messages) => setRoom('chat', reconcile(messages, { key: 'id' })),
    onWays: (ways) => setRoom('ways', reconcile(ways)),
    onStandby: (standby) => setRoom('standby', standby),
    onOwnQuality: (quality) => setRoom('ownQuality', quality),
    onRecovery: setRecovery,
    onWatching: (watch) => setPictureWatch(() => watch),
  };

  function end(event: MeetingEvent): void {
    asked++;
    presence?.close();
    presence = null;
    audio.close();
    rights.leave();
    reactions.clear();
    setPins([]);
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
    rights.close();
  });

  return {
    id: meetingId,
    state,
    room,
    seat,
    recovery,
    soundBlocked,
    sharedScreen,
    pictureWatch,
    join,
    leave,
    comeBack: () => dispatch({ type: 'comeBack' }),
    fail: (problem) => end({ type: 'fail', problem }),
    share: async () => (await present()).share((screen) => setSharedScreen(screen)),
    stopSharing: () => presence?.stopSharing(),
    sendChat: async (text, to) => (await present()).chat.send(text, to),
    setHand: async (raised) => {
      const { raisedAtMs: handRaisedAtMs } = await (await present()).request('setHand', { raised });
      setRoom('self', (self) => self && { ...self, handRaisedAtMs });
    },
    vote: async (pollId, option) => {
      await (await present()).request('votePoll', { pollId, option });
      setRoom('polls', reconcile(withChoice(room.polls, pollId, option)));
    },
    ask: makeRoomRequests(async (name, payload) => (await present()).request(name, payload), ownPolls),
    reactions: reactions.shown,
    pins,
    togglePin: (id) => setPins((before) => withToggled(before, id)),
    setHeard: (ids) => presence?.setHeard(ids),
    onNews: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    resumeSound: () => audio.resume(),
    chooseSpeaker: (speakerId) => void audio.chooseSpeaker(speakerId),
    view: (participantId, source, sidePx) => views.setView(participantId, source, sidePx === null ? null : { sidePx }),
    watchConnection: () => presence?.watchConnection() ?? (() => undefined),
    statistics: async () => (await presence?.statistics()) ?? [],
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
