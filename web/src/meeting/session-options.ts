import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import type { VideoCodec } from '../media/encodings.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { MediaDevice } from '../media/media-device.ts';
import type { PathHealth } from '../media/path.ts';
import type { Playing } from '../media/switcher.ts';
import type { ViewReporter } from '../media/view-reporter.ts';
import type { Standby } from './standby-probe.ts';

export type MediaSessionOptions = {
  selfId: string;
  localMedia: LocalMedia;
  media: MediaDevice;
  videoCodec: VideoCodec;
  views: ViewReporter;
  /** Direct media only over a relay. */
  hideAddress: boolean;
  iceServers: () => IceServer[];
  freshIceServers: () => Promise<IceServer[] | null>;
  onPlaying: (playing: readonly Playing[]) => void;
  onMode: (mode: RoomMode, policy: MediaPolicy) => void;
  /** Something plays another way, or for the first time. */
  onFlip: () => void;
  /** Of the current way through the box. */
  onHealth: (health: PathHealth) => void;
  /** The box has no transports for this person any more. */
  onMediaGone: () => void;
  /** Whether the way through the box would work, while it is not in use. */
  onStandby: (standby: Standby) => void;
  /** Something flipped, connected, came or went: the ways are to be shown anew. */
  onWays: () => void;
};
