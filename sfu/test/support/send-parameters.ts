import type { RtpParameters } from '../../contract/rtp.ts';
import { kindOfSource, type Source } from '../../contract/shapes.ts';

let ssrcsUsed = 1_000;

/** What a browser would send for a source: Opus, or VP8 with so many simulcast layers. */
export function sendParameters(source: Source, layers = 1): RtpParameters {
  ssrcsUsed += 10;
  const audio = kindOfSource[source] === 'audio';
  return {
    mid: String(ssrcsUsed),
    codecs: audio
      ? [
          {
            mimeType: 'audio/opus',
            payloadType: 111,
            clockRate: 48000,
            channels: 2,
            parameters: { useinbandfec: 1 },
            rtcpFeedback: [],
          },
        ]
      : [
          {
            mimeType: 'video/VP8',
            payloadType: 96,
            clockRate: 90000,
            parameters: {},
            rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
          },
        ],
    headerExtensions: audio ? [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 }] : [],
    encodings: Array.from({ length: layers }, (_, layer) => ({
      ssrc: ssrcsUsed + layer,
      ...(layers > 1 ? { scalabilityMode: 'L1T1' } : {}),
    })),
    rtcp: { cname: 'test', reducedSize: true },
  };
}
