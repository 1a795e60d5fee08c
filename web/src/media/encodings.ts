import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { types } from 'mediasoup-client';

type RtpEncoding = types.RtpEncodingParameters;

/** Simulcast of the camera: a quarter, a half and the whole of 1280×720, so that each receiver gets the size it shows. */
const cameraEncodings: RtpEncoding[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];

/** How each source is encoded. Screens come with sharing. */
export function encodingOptions(source: Source): Pick<types.ProducerOptions, 'encodings' | 'codecOptions'> {
  switch (source) {
    case 'mic':
      // Forward error correction against loss, nothing sent in silence; stereo would disable echo cancellation.
      return { codecOptions: { opusStereo: false, opusFec: true, opusDtx: true } };
    case 'screenAudio':
      return { codecOptions: { opusStereo: true, opusFec: true, opusDtx: true } };
    case 'camera':
      // Without a start bitrate the top layer was still off after 12 s.
      return { encodings: cameraEncodings, codecOptions: { videoGoogleStartBitrate: 2500 } };
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
