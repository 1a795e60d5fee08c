import { kindOfSource, type Source } from '@parley/sfu/contract/shapes.ts';

/** Counters of one receiver, as RTCInboundRtpStreamStats; all only grow. */
export type ProofSample = {
  framesDecoded: number;
  packetsReceived: number;
  samplesReceived: number;
  /** Of those, the ones that were made up because the real ones were late; silence that was meant is not counted. */
  samplesMadeUp: number;
};

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

/** A look at a stream and, at the same moment, at the one that plays in its place now; null when nothing does. */
export type Look = { atMs: number; stream: ProofSample; playing: ProofSample | null };

/** `slow`: it moves, but so much less than what plays now that the change would be seen. */
export type Verdict = 'proved' | 'slow' | 'not-yet';

/** Frames of the new way for each one of the old: less is seen as a stutter. A new stream begins with its lowest frame rate. */
const paceNeeded = 0.75;
/** Long enough to compare two frame rates, in milliseconds. */
const paceWindowMs = 400;
/** A receiver makes up sound until it has found its pace: it takes over from one that plays when it does so no more. */
const soundWindowMs = 200;
const madeUpAllowed = 0.02;
/** Without a frame for so long, what plays is frozen, and nothing to compare with. */
const frozenAfterMs = 200;

/** Two looks decide; silence is sound, too: packets arrive and samples are decoded. */
export function judge(evidence: Exclude<Evidence, 'connection'>, first: Look, now: Look): Verdict {
  if (evidence === 'sound') {
    const { stream } = now;
    const played = stream.samplesReceived - first.stream.samplesReceived;
    if (stream.packetsReceived <= first.stream.packetsReceived || played <= 0) return 'not-yet';
    const goesOn = first.playing && now.playing && now.playing.packetsReceived > first.playing.packetsReceived;
    if (!goesOn) return 'proved';
    if (now.atMs - first.atMs < soundWindowMs) return 'not-yet';
    return stream.samplesMadeUp - first.stream.samplesMadeUp <= madeUpAllowed * played ? 'proved' : 'slow';
  }
  const grown = now.stream.framesDecoded - first.stream.framesDecoded;
  if (grown < framesNeeded) return 'not-yet';
  if (!first.playing || !now.playing) return 'proved';
  const elapsedMs = now.atMs - first.atMs;
  if (elapsedMs < frozenAfterMs) return 'not-yet';
  const beside = now.playing.framesDecoded - first.playing.framesDecoded;
  if (beside <= 0) return 'proved';
  if (elapsedMs < paceWindowMs) return 'not-yet';
  return grown >= paceNeeded * beside ? 'proved' : 'slow';
}

/** Looks at one receiver. What a browser does not count is 0. */
export async function readProof(receiver: Pick<RTCRtpReceiver, 'getStats'>): Promise<ProofSample> {
  const sample: ProofSample = { framesDecoded: 0, packetsReceived: 0, samplesReceived: 0, samplesMadeUp: 0 };
  for (const stats of (await receiver.getStats()).values()) {
    if (stats.type !== 'inbound-rtp') continue;
    sample.framesDecoded += stats.framesDecoded ?? 0;
    sample.packetsReceived += stats.packetsReceived ?? 0;
    sample.samplesReceived += stats.totalSamplesReceived ?? 0;
    sample.samplesMadeUp += (stats.concealedSamples ?? 0) - (stats.silentConcealedSamples ?? 0);
  }
  return sample;
}
