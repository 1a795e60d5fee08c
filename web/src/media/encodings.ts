import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { types } from 'mediasoup-client';
import { cappedBps } from './path.ts';

type RtpEncoding = types.RtpEncodingParameters;

/** Bits per second that a picture of this longer side is worth: 150, 500 and 1,500 kbit/s at 320, 640 and 1280 pixels. */
function maxBitrateBps(sidePx: number): number {
  if (sidePx <= 320) return 150_000;
  return sidePx <= 640 ? 500_000 : 1_500_000;
}

/**
 * Simulcast of the camera: the whole picture and what is left of it after halving once or twice, so that each receiver gets the
 * size it shows. As many layers as Chromium sends for such a picture (three from 960 pixels on, two from 480): it would leave out
 * the largest of more.
 */
export function cameraEncodings(sidePx: number): RtpEncoding[] {
  const layers = sidePx >= 960 ? 3 : sidePx >= 480 ? 2 : 1;
  return Array.from({ length: layers }, (_, layer) => {
    const scaleResolutionDownBy = 2 ** (layers - 1 - layer);
    return {
      scaleResolutionDownBy,
      maxBitrate: maxBitrateBps(sidePx / scaleResolutionDownBy),
      scalabilityMode: 'L1T3',
    };
  });
}

const directBps = 2_500_000;

/** One encoding of a picture that goes directly to its only receiver; nothing of it is wasted on layers. */
export function directEncoding(source: Source, capped: boolean): RTCRtpEncodingParameters {
  const maxBitrate = capped ? cappedBps : directBps;
  return source === 'screen' ? { maxBitrate, maxFramerate: 30 } : { maxBitrate };
}

/** What is asked of a camera. */
const usualSidePx = 1280;

/** How each source is encoded; `sidePx` is the longer side of a picture, if known. */
export function encodingOptions(
  source: Source,
  sidePx: number = usualSidePx,
): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  switch (source) {
    case 'mic':
      // Forward error correction against loss, nothing sent in silence; stereo would disable echo cancellation.
      return { codecOptions: { opusStereo: false, opusFec: true, opusDtx: true } };
    case 'screenAudio':
      return { codecOptions: { opusStereo: true, opusFec: true, opusDtx: true } };
    case 'camera':
      // Without a start bitrate the top layer was still off after 12 s.
      return { encodings: cameraEncodings(sidePx), codecOptions: { videoGoogleStartBitrate: 2500 } };
    case 'screen':
      return { encodings: [{ maxBitrate: 2_500_000 }], codecOptions: { videoGoogleStartBitrate: 2500 } };
  }
}

/** VP8, which every browser shares, unless this one cannot encode it or H264 is asked for. */
export function pickVideoCodec<C extends { mimeType: string }>(
  codecs: readonly C[],
  wanted: VideoCodec,
): C | undefined {
  const find = (name: string) => codecs.find(({ mimeType }) => mimeType.toLowerCase() === `video/${name}`);
  return wanted === 'h264' ? (find('h264') ?? find('vp8')) : (find('vp8') ?? find('h264'));
}

export type VideoCodec = 'vp8' | 'h264';
