import type { Source } from '@parley/sfu/contract/shapes.ts';

/** What this person wants to send of one source. No track: a camera that is off, a microphone that is not there. */
export type Sending = { track: MediaStreamTrack | null; muted: boolean };

/** One stream of someone else, ready to be played. */
export type Received = { id: string; participantId: string; source: Source; track: MediaStreamTrack };

/** How one received stream is shown: its longer side on screen in device pixels (0 for audio), or hidden. */
export type Shown = { id: string; hidden: boolean; sidePx: number };

export type PathEvents = {
  /** Streams came or went. */
  onReceived: (received: readonly Received[]) => void;
  /** A stream that must be told how it is shown. `playing`: it plays already. */
  onAttached: (stream: Omit<Received, 'track'>, playing: boolean) => void;
  onDetached: (id: string) => void;
  /** This path carries nothing any more and cannot heal itself. */
  onBroken: () => void;
};

/** One way for media between this person and the others. `sfu-path.ts` goes through the box. */
export interface Path {
  /** Says what to send from now on; the path gets there by itself, however quickly wishes follow each other. */
  setSending(source: Source, sending: Sending): void;
  show(shown: readonly Shown[]): Promise<void>;
  close(): void;
}
