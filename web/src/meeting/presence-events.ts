import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { PollStand, PollView } from '@parley/sfu/contract/polls.ts';
import type { Participant, Quality, RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { Admission } from '@parley/worker/contract/meetings.ts';
import type { Grant } from '@parley/worker/contract/roles.ts';
import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import type { VideoCodec } from '../media/encodings.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { Playing } from '../media/switcher.ts';
import type { ViewReporter } from '../media/view-reporter.ts';
import type { MeetingEvent } from './meeting-state.ts';
import type { RecoveryState } from './recovery-ladder.ts';
import type { RosterChange } from './roster.ts';
import type { Standby } from './standby-probe.ts';
import type { PictureWatch } from './switch-gaps.ts';
import type { Way } from './ways.ts';

export type PresenceOptions = {
  meetingId: string;
  name: string;
  /** What the meeting asks of guests; undefined where it asks for nothing. */
  passcode: string | undefined;
  /** The others must not learn this person's network address. */
  hideAddress: boolean;
  localMedia: LocalMedia;
  views: ViewReporter;
  media: MediaDevice;
  videoCodec: VideoCodec;
  /** Most videos to begin with. */
  maxVideos: number;
  events: PresenceEvents;
};

/** All that the page hears of a presence. */
export type PresenceEvents = {
  onMeeting: (event: MeetingEvent) => void;
  onAdmitted: (admission: Admission) => void;
  /** `first`: those who were there already are no news. */
  onRoster: (change: RosterChange, first: boolean) => void;
  onSelf: (self: Participant) => void;
  onPlaying: (playing: readonly Playing[]) => void;
  onSpeakers: (participantIds: string[]) => void;
  onLocked: (locked: boolean) => void;
  /** All that this person may do, on entering and at every change. */
  onGrants: (grants: Grant[]) => void;
  /** A host ended these. */
  onSourcesStopped: (notice: NoticeOf<'sourcesStopped'>) => void;
  onSpotlight: (participantId: string | null) => void;
  onReaction: (notice: NoticeOf<'reaction'>) => void;
  /** All polls, as this person sees them. */
  onPolls: (polls: PollView[]) => void;
  /** One began, ended, or has other results. */
  onPoll: (stand: PollStand) => void;
  onMode: (mode: RoomMode, policy: MediaPolicy) => void;
  onChat: (messages: ChatMessage[]) => void;
  onWays: (ways: Record<string, Way>) => void;
  onStandby: (standby: Standby) => void;
  /** How this person's own connection does; only when it changed. */
  onOwnQuality: (quality: Quality) => void;
  onRecovery: (step: RecoveryState) => void;
  /** Pictures are to be watched while media change their way; null: no more. */
  onWatching: (watch: (() => PictureWatch | null) | null) => void;
};
