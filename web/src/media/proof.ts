import { kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';

/** Counters of one receiver, as RTCInboundRtpStreamStats; all only grow. */
export type ProofSample = { framesDecoded: number; packetsReceived: number; samplesReceived: number };

/** What proves that a source arrives by a way: new pictures, new sound, or, where neither can be expected, its connection alone. */
export type Evidence = 'frames' | 'sound' | 'connection';

/** One frame could be left over from before the way was given up; two are a picture that moves. */
const framesNeeded = 2;

/** How often a stream is looked at while its proof is awaited, in milliseconds. */
export const proofIntervalMs = 50;

export function evidenceFor(source: Source, seen: { muted: boolean; watched: boolean }): Evidence {
  if (seen.muted) return 'connection';
  if (kindOfSource[source] === 'audio') return 'sound';
  return seen.watched ? 'frames' : 'connection';
}

/** Two looks at a stream decide; silence is sound, too: packets arrive and samples are decoded. */
export function proves(evidence: Exclude<Evidence, 'connection'>, first: ProofSample, now: ProofSample): boolean {
  if (evidence === 'frames') return now.framesDecoded - first.framesDecoded >= framesNeeded;
  return now.packetsReceived > first.packetsReceived && now.samplesReceived > first.samplesReceived;
}

/** Looks at one receiver. What a browser does not count is 0. */
export async function readProof(receiver: Pick<RTCRtpReceiver, 'getStats'>): Promise<ProofSample> {
  const sample: ProofSample = { framesDecoded: 0, packetsReceived: 0, samplesReceived: 0 };
  for (const stats of (await receiver.getStats()).values()) {
    if (stats.type !== 'inbound-rtp') continue;
    sample.framesDecoded += stats.framesDecoded ?? 0;
    sample.packetsReceived += stats.packetsReceived ?? 0;
    sample.samplesReceived += stats.totalSamplesReceived ?? 0;
  }
  return sample;
}
