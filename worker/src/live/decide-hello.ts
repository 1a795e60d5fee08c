import { boxLinkVersion, clockToleranceMs, type FromBox } from '../../contract/box-link.ts';
import { type BoxRefused, clockDetail } from '../auth/check-box-token.ts';

type Hello = Extract<FromBox, { type: 'hello' }>;

/** A box of another version of the link is not let in. */
export function otherVersion(version: number): BoxRefused {
  const detail = `it speaks version ${version} of the box link, and this Worker ${boxLinkVersion}`;
  return { refused: 'version-incompatible', detail };
}

/** Why a box is not let in after its hello; null: it may serve. */
export function decideHello(
  { boxId, region, atMs }: Pick<Hello, 'boxId' | 'region' | 'atMs'>,
  enrolled: { id: string; region: string },
  nowMs: number,
): BoxRefused | null {
  if (boxId !== enrolled.id) return { refused: 'not-as-enrolled', detail: `it calls itself ${boxId}` };
  if (region !== enrolled.region)
    return { refused: 'not-as-enrolled', detail: `it says ${region}, and is enrolled in ${enrolled.region}` };
  const aheadMs = atMs - nowMs;
  return Math.abs(aheadMs) > clockToleranceMs ? { refused: 'clock-wrong', detail: clockDetail(aheadMs) } : null;
}
