import type { PollView } from '@parley/sfu/contract/polls.ts';
import type { Participant, Quality, RoomMode, Source } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { SeatKey } from '@parley/worker/contract/meetings.ts';
import type { Grant, Role } from '@parley/worker/contract/roles.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import type { Problem } from '../errors/problem.ts';
import type { PathReports } from '../media/path.ts';
import type { ShownReaction } from './createReactions.ts';
import type { MeetingState } from './meeting-state.ts';
import type { NewsListener } from './news.ts';
import type { RecoveryStep } from './recovery-ladder.ts';
import type { RoomRequests } from './room-requests.ts';
import type { Standby } from './standby-probe.ts';
import type { PictureWatch } from './switch-gaps.ts';
import type { Way } from './ways.ts';

/** Read it where it is used: it changes, and Solid notices. */
type Read<T> = () => T;

type Self = { id: string; name: string; role: Role };
/** What the stage shows. */
export type Room = {
  title: string;
  self: (Self & { handRaisedAtMs: number | null }) | null;
  others: Participant[];
  /** Live pictures and sounds by `participant:source`, the one to show first; the others stay attached until they are gone. */
  tracks: Record<string, MediaStreamTrack[]>;
  speaking: string[];
  /** How this person's own connection does. */
  ownQuality: Quality;
  locked: boolean;
  /** What this person may do now; empty outside. */
  grants: Grant[];
  /** Whom a host shows to everybody. */
  spotlight: string | null;
  /** Oldest first. */
  polls: PollView[];
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
  state: Read<MeetingState>;
  room: Room;
  seat: Read<SeatKey | null>;
  /** The step of the recovery ladder that is being tried; null: nothing is wrong. */
  recovery: Read<RecoveryStep | null>;
  /** The browser wants a touch of the page before it plays sound. */
  soundBlocked: Read<boolean>;
  /** What this person shows of their screen; null while they share none. */
  sharedScreen: Read<MediaStreamTrack | null>;
  /** While media change their way, each picture of others asks it once for its watch; null at all other times. */
  pictureWatch: Read<(() => PictureWatch | null) | null>;
  /**
   * `hideAddress`: the others must not learn this person's network address. `passcode`: where the meeting asks for one; a wrong one
   * ends as `failed` with `passcode-wrong`.
   */
  join: (name: string, options?: { hideAddress?: boolean; passcode?: string | undefined }) => void;
  leave: () => Promise<void>;
  comeBack: () => void;
  fail: (problem: Problem) => void;
  /** Asks which screen to share. Rejects with the browser's error; resolves when the person changed their mind. */
  share: () => Promise<void>;
  stopSharing: () => void;
  /** `to`: the only one to read it; null: everybody. */
  sendChat: (text: string, to?: string | null) => Promise<void>;
  setHand: (raised: boolean) => Promise<void>;
  /** Null takes the vote back. */
  vote: (pollId: string, option: number | null) => Promise<void>;
  /** What is asked of the room itself. */
  ask: RoomRequests;
  /** Those of the last moments; empties itself. */
  reactions: Read<ShownReaction[]>;
  /** Whom this person keeps in sight, the latest last; gone with them. */
  pins: Read<string[]>;
  togglePin: (participantId: string) => void;
  /** Whom this person wants to hear, however loud others are. */
  setHeard: (participantIds: string[]) => void;
  /** Calls for each piece of news until the returned function is called. */
  onNews: (listener: NewsListener) => () => void;
  resumeSound: () => void;
  chooseSpeaker: (speakerId: string | null) => void;
  /** How large a tile shows a picture; null when none does any more. */
  view: (participantId: string, source: Source, sidePx: number | null) => void;
  /** Refreshed every 2 s while somebody looks: facts for the connection panel. Returns how to stop. */
  watchConnection: () => () => void;
  /** What the browser counts of every way, at this moment. */
  statistics: () => Promise<PathReports[]>;
};

export const emptyRoom = (): Room => ({
  title: '',
  self: null,
  others: [],
  tracks: {},
  speaking: [],
  ownQuality: 'good',
  locked: false,
  grants: [],
  spotlight: null,
  polls: [],
  mode: null,
  policy: null,
  chat: [],
  ways: {},
  standby: null,
});
