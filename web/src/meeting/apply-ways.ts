import type { Participant } from '@parley/sfu/contract/shapes.ts';
import type { MediaPolicy } from '@parley/worker/contract/media-policy.ts';
import type { Path } from '../media/path.ts';
import type { BoxWays } from './box-ways.ts';
import type { DirectMedia } from './direct-media.ts';
import { planWays } from './two-ways.ts';
import type { WantedMode } from './wanted-mode.ts';

export type AppliedTo = {
  wanted: WantedMode;
  policy: MediaPolicy;
  roster: readonly Participant[];
  boxes: BoxWays;
  direct: DirectMedia;
  /** The box gets this person's media now. */
  sfuActive: boolean;
  /** Tells a path that is new what is sent. */
  feed: (path: Path) => void;
};

/** Opens, caps and closes ways as the plan says. Returns whether the box gets this person's media from now on. */
export function applyWays({ wanted, policy, roster, boxes, direct, sfuActive, feed }: AppliedTo): boolean {
  const mode = wanted.current?.mode ?? 'sfu';
  const pairs = roster.map(({ id, suspended }) => ({
    participantId: id,
    suspended,
    direct: direct.state(id),
    settled: wanted.isSettled(id),
  }));
  const plan = planWays(mode, policy, pairs, sfuActive);
  for (const participantId of plan.direct.keys()) direct.open(participantId);
  for (const path of direct.paths) {
    const planned = plan.direct.get(path.participantId);
    if (!planned) {
      direct.close(path.participantId);
      continue;
    }
    path.setCapped(planned.capped);
    feed(path);
  }
  for (const { path } of boxes.stays) {
    path.setActive(plan.sfu.active);
    // Beside an older box that still carries everything, the new one leaves room.
    const isBeside = boxes.stays.length > 1 && path === boxes.current?.path;
    path.setCapped(plan.sfu.capped || isBeside);
  }
  return plan.sfu.active;
}
