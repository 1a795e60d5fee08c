export type PlacementDecision = 'join' | 'open' | 'replace' | 'refuse';

/**
 * What a token's placement means here. `running` is the placement of the meeting's room on this box, `ended` the highest one
 * known to have ended here; null for none. The live meeting counts placements up, so the newer one is right.
 */
export function decidePlacement(token: number, running: number | null, ended: number | null): PlacementDecision {
  if (ended !== null && token <= ended) return 'refuse';
  if (running === null) return 'open';
  if (token < running) return 'refuse';
  return token === running ? 'join' : 'replace';
}
