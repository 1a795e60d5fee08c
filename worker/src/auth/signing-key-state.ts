import { clockSkewSeconds, joinTokenLifeSeconds } from '../../contract/join-token.ts';

/** A signing key as far as time goes. Keys are ordered by `number`; a later one never signs before an earlier one. */
export type KeyTimes = { number: number; signsFromMs: number };

/** From publishing a key to signing with it: every box has asked for the keys by then, and every cache has expired. */
export const publishAheadMs = 10 * 60_000;
/** How long tokens of a superseded key may still be presented. */
const lastTokensMs = (joinTokenLifeSeconds + 2 * clockSkewSeconds) * 1000;

/** The key that signs now: the latest whose time has come. Null only if there is none. */
export function signingKeyAt<K extends KeyTimes>(keys: readonly K[], nowMs: number): K | null {
  return keys.reduce<K | null>(
    (best, key) => (key.signsFromMs <= nowMs && (!best || key.number > best.number) ? key : best),
    null,
  );
}

/** Keys that boxes must know now: those to come, the one that signs, and those whose last token may still be presented. */
export function publishedKeysAt<K extends KeyTimes>(keys: readonly K[], nowMs: number): K[] {
  return keys.filter((key) => {
    const successor = keys
      .filter((other) => other.number > key.number)
      .sort((a, b) => a.signsFromMs - b.signsFromMs)[0];
    return !successor || successor.signsFromMs + lastTokensMs > nowMs;
  });
}

/** The key that was published and waits for its time, if any: rotating again then changes nothing. */
export function pendingKeyAt<K extends KeyTimes>(keys: readonly K[], nowMs: number): K | null {
  return keys.find((key) => key.signsFromMs > nowMs) ?? null;
}
