import { expect, test } from 'vitest';
import type { Received } from './path.ts';
import type { ProofSample } from './proof.ts';
import { StreamProofs } from './stream-proofs.ts';

const stream = (id: string): Received => ({
  id,
  participantId: 'ben',
  source: 'mic',
  track: {} as MediaStreamTrack,
  receiver: {} as RTCRtpReceiver,
});
const nothing: ProofSample = { framesDecoded: 0, packetsReceived: 0, samplesReceived: 0, samplesMadeUp: 0 };

/** Looks every 100 ms at a voice; `flows` names those that arrive. Says after how long it was proved, null for never. */
async function provedAfterMs(
  flows: string[],
  facts: { mayBeHeldBack: boolean; hasBeside?: boolean },
): Promise<number | null> {
  let nowMs = 0;
  const proofs = new StreamProofs({
    read: async ({ id }) =>
      flows.includes(id) ? { ...nothing, packetsReceived: nowMs / 20, samplesReceived: nowMs * 48 } : nothing,
    watched: () => true,
    nowMs: () => nowMs,
  });
  const { mayBeHeldBack, hasBeside = true } = facts;
  const beside = hasBeside ? stream('old') : null;
  for (; nowMs <= 5_000; nowMs += 100)
    if (await proofs.look(stream('new'), { muted: false, beside, mayBeHeldBack })) return nowMs;
  return null;
}

test('a voice is proved by its sound, and not without', async () => {
  expect(await provedAfterMs(['new', 'old'], { mayBeHeldBack: false })).toBe(200);
  expect(await provedAfterMs(['old'], { mayBeHeldBack: false })).toBe(null);
  expect(await provedAfterMs([], { mayBeHeldBack: false })).toBe(null);
});

test('where voices are held back: not as long as it is heard by the other way', async () => {
  expect(await provedAfterMs(['old'], { mayBeHeldBack: true })).toBe(null);
  expect(await provedAfterMs(['new', 'old'], { mayBeHeldBack: true })).toBe(200);
  expect(await provedAfterMs([], { mayBeHeldBack: true })).toBe(1_000);
  expect(await provedAfterMs([], { mayBeHeldBack: true, hasBeside: false })).toBe(0);
});
