import { ortc, type types } from 'mediasoup';
import type { RtpCapabilities, RtpParameters } from '../../contract/rtp.ts';
import { kindOfSource, type Source } from '../../contract/shapes.ts';
import { BoxFailure } from '../errors.ts';

/**
 * What mediasoup does not check itself: that the codecs are of the source's kind. It would take a microphone that sends VP8, and
 * everybody else's client would fail on it.
 * @throws {BoxFailure} `media-refused`
 */
export function checkSendParameters(source: Source, { codecs, encodings = [] }: RtpParameters): void {
  const kind = kindOfSource[source];
  const foreign = codecs.find(({ mimeType }) => !mimeType.toLowerCase().startsWith(`${kind}/`));
  if (foreign) throw new BoxFailure('media-refused', { detail: `${source} cannot be ${foreign.mimeType}` });
  if (kind === 'audio' && encodings.length > 1)
    throw new BoxFailure('media-refused', { detail: 'audio has one encoding' });
}

/** Capabilities that were found good, by their text: long, and the same for all people with one version of a browser. */
const known = new Map<string, RtpCapabilities>();
/** More are not kept: the oldest goes. */
const maxKnown = 32;

/**
 * Capabilities that contradict themselves: found here once, or later at each forward. Of equal ones the same object is given back, to
 * be kept as often as there are people.
 * @throws {BoxFailure} `media-refused`
 */
export function checkCapabilities(rtpCapabilities: RtpCapabilities): RtpCapabilities {
  const text = JSON.stringify(rtpCapabilities);
  const earlier = known.get(text);
  if (earlier) return earlier;
  const foreign = rtpCapabilities.codecs?.find(({ kind, mimeType }) => !mimeType.toLowerCase().startsWith(`${kind}/`));
  if (foreign) throw new BoxFailure('media-refused', { detail: `${foreign.kind} cannot be ${foreign.mimeType}` });
  try {
    ortc.validateAndNormalizeRtpCapabilities(structuredClone(rtpCapabilities) as types.RtpCapabilities);
  } catch (cause) {
    throw new BoxFailure('media-refused', { cause });
  }
  known.set(text, rtpCapabilities);
  const [oldest] = known.keys();
  if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
  return rtpCapabilities;
}
