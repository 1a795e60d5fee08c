import type { VideoCodec } from '../media/encodings.ts';
import { loadMediaDevice as load, type MediaDevice } from '../media/media-device.ts';
import { warmConnection } from '../signaling/warm-connection.ts';
import { Presence } from './presence.ts';

/** The part of the client that only a meeting needs, mediasoup-client and Socket.IO included: one lazy chunk, fetched in the green room. */
export type RoomCode = {
  loadMediaDevice: () => Promise<MediaDevice>;
  wantedCodec: () => VideoCodec;
  Presence: typeof Presence;
  warmConnection: typeof warmConnection;
};

let device: Promise<MediaDevice> | null = null;

/** Loaded once per page: the green room asks early, joining gets the same answer. */
export function loadMediaDevice(): Promise<MediaDevice> {
  device ??= load(wantedCodec());
  return device;
}

/** `?codec=h264` in the meeting's link asks for H264: for browsers and tests that need it. */
export function wantedCodec(): VideoCodec {
  return new URLSearchParams(location.search).get('codec') === 'h264' ? 'h264' : 'vp8';
}

export { Presence, warmConnection };
