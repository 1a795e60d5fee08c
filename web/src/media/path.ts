import type { Mode, Source } from '@parley/sfu/contract/shapes.ts';

/** One stream of someone else, ready to be played. */
export type Received = {
  /** Unique over all paths. */
  id: string;
  participantId: string;
  source: Source;
  track: MediaStreamTrack;
  /** Where its arrival can be proved. */
  receiver: RTCRtpReceiver;
};

/** How one received stream is shown: its longer side on screen in device pixels (0 for audio), or hidden. */
export type Shown = { id: string; hidden: boolean; sidePx: number };

/** The connection underneath, as the browser sees it. `new`: nothing needed it yet. */
export type PathHealth = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed';

export type PathEvents = {
  /** Streams came or went: all that there are now. */
  onReceived: (received: readonly Received[]) => void;
  onHealth: (health: PathHealth) => void;
};

/**
 * One way for media between this person and one or all of the others. `sfu-path.ts` goes through the box, `direct-path.ts` to one
 * person. The switcher knows only paths, so that every change of path, planned or not, is one mechanism.
 */
export interface Path {
  /** Unique: another connection is another path. */
  readonly id: string;
  readonly kind: Mode;
  /** What is received can arrive: the connection stands, or nothing needs it yet. */
  readonly connected: boolean;
  /**
   * Says what to send of a source from now on; resolves when it is sent so, or when that failed, which the path logs and makes up
   * for. No track: the source is silent or dark but will be back; null: it is no more.
   */
  setSending(source: Source, sending: { track: MediaStreamTrack | null } | null): Promise<void>;
  /** Whether anything is sent at all; only the way through the box can rest. */
  setActive(active: boolean): void;
  /** At most `cappedBps` per picture: while another way sends the same, both must fit a narrow uplink. */
  setCapped(capped: boolean): void;
  /** Tells how streams are shown; ids of other paths are ignored. */
  show(shown: readonly Shown[]): Promise<void>;
  /** What the browser counts of its connections, for the person who looks. */
  reports?(): Promise<readonly RTCStatsReport[]>;
  close(): void;
}

/** What the browser counts of one way. */
export type PathReports = { kind: Mode; reports: readonly RTCStatsReport[] };

/** Most that a picture may take while two ways carry it, in bits per second. */
export const cappedBps = 300_000;
