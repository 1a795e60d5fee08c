import type { Box } from '../../worker/contract/boxes.ts';
import type { ListedBox } from './outputs.ts';
import type { DeployPlan, Step } from './steps.ts';

/** Where terraform reads the tokens of boxes to be made. Not in git. */
export const tokensFile = 'terraform/enrolment.auto.tfvars.json';

type FleetBox = Pick<Box, 'id' | 'url' | 'linked' | 'healthy' | 'draining' | 'software'>;

export interface BoxFacts {
  readonly listed: readonly ListedBox[];
  /** Boxes that have enrolled. */
  readonly fleet: readonly FleetBox[];
  /** Boxes that an earlier run drained and did not take back. */
  readonly drained: readonly string[];
  /** What boxes are brought to; null: they stay as they are. */
  readonly target: { readonly version: string; readonly tarball: string } | 'before' | null;
  /** The Worker refuses the boxes that run now: they cannot be drained. */
  readonly cutOff: boolean;
  readonly byHand: boolean;
}

const emptyDeadlineMs = 60_000;
const backDeadlineMs = 180_000;
const byHandDeadlineMs = 3_600_000;

/** Tokens for boxes that have not enrolled, then an upgrade of the others, one by one: the rest carry the meetings. */
export function planBoxes(facts: BoxFacts): DeployPlan {
  const { listed, fleet, target } = facts;
  const notes: string[] = [];
  const steps: Step[] = [];

  const missing = listed.filter(({ id }) => !fleet.some((box) => box.id === id));
  if (missing.length > 0 && target !== 'before') {
    steps.push({
      do: 'make-tokens',
      title: `Make enrolment tokens for ${missing.map(({ id }) => id).join(', ')}`,
      boxes: missing,
      file: tokensFile,
    });
    if (missing.some(({ own }) => !own))
      notes.push('Within the hour, make the new boxes: terraform -chdir=terraform apply');
    const own = missing.filter((box) => box.own).map(({ id }) => id);
    if (own.length > 0)
      notes.push(
        `Within the hour, make ${own.join(', ')} boxes as terraform/README.md says; the tokens are in ${tokensFile}.`,
      );
  }
  for (const box of fleet) if (!listed.some(({ id }) => id === box.id)) notes.push(notListed(box));

  const known = fleet.filter(({ id }) => listed.some((each) => each.id === id));
  const upgraded = target === null ? [] : known.filter((box) => target === 'before' || box.software !== target.version);
  if (upgraded.length > 0 && !facts.cutOff) notes.push(...noOtherBox(upgraded, fleet));
  for (const box of known) {
    if (upgraded.includes(box)) steps.push(...upgrade(box, facts));
    else if (facts.drained.includes(box.id) && box.draining) steps.push(awaitBack(box, facts), takeBack(box.id));
  }
  return { steps, notes };
}

function notListed({ id }: FleetBox): string {
  return `${id} is enrolled, but terraform does not list it; it stays as it is. If it is gone for good, forget it on the operator page.`;
}

function noOtherBox(upgraded: readonly FleetBox[], fleet: readonly FleetBox[]): string[] {
  const usable = fleet.filter(({ linked, healthy, draining }) => linked && healthy && !draining);
  return upgraded.every(({ id }) => usable.some((other) => other.id !== id))
    ? []
    : [
        'There is no second box to move meetings to: people are interrupted for some seconds, and nobody can join meanwhile.',
      ];
}

function upgrade(box: FleetBox, facts: BoxFacts): Step[] {
  const { target, cutOff, byHand, drained } = facts;
  const { id } = box;
  const to = versionOf(target) ?? 'the release before';
  const drains = box.linked && !cutOff;
  // What an operator drained stays so.
  const ours = drained.includes(id) || (drains && !box.draining);
  return [
    ...(drains
      ? ([
          { do: 'drain', title: `Move the meetings away from ${id}`, boxId: id, draining: true },
          { do: 'await-empty', title: `Wait until ${id} is empty`, boxId: id, deadlineMs: emptyDeadlineMs },
        ] satisfies Step[])
      : []),
    { do: 'on-box', title: `Bring ${id} to ${to}`, commands: boxCommands(box, target), byHand },
    awaitBack(box, facts),
    ...(ours ? [takeBack(id)] : []),
  ];
}

function awaitBack({ id, software }: FleetBox, { target, byHand }: BoxFacts): Step {
  return {
    do: 'await-box',
    title: `Wait until ${id} is back`,
    boxId: id,
    version: versionOf(target),
    before: target === 'before' ? software : null,
    deadlineMs: byHand ? byHandDeadlineMs : backDeadlineMs,
  };
}

function versionOf(target: BoxFacts['target']): string | null {
  return target === 'before' || target === null ? null : target.version;
}

function takeBack(boxId: string): Step {
  return { do: 'drain', title: `Give ${boxId} meetings again`, boxId, draining: false };
}

const arrival = '/opt/parley/arrived';

/** The release is copied to the box and installed by its own script; so is the way back. */
function boxCommands({ url }: FleetBox, target: BoxFacts['target']): readonly (readonly string[])[] {
  const host = `root@${new URL(url).hostname}`;
  if (target === null || target === 'before')
    return [['ssh', host, '/opt/parley/current/sfu/install/install.sh --rollback']];
  const install = [
    'set -e',
    `rm -rf ${arrival}`,
    `mkdir -p ${arrival}`,
    `tar -xzf ${arrival}.tar.gz -C ${arrival}`,
    `${arrival}/sfu/install/install.sh`,
    `rm -rf ${arrival} ${arrival}.tar.gz`,
  ].join('; ');
  return [
    ['scp', target.tarball, `${host}:${arrival}.tar.gz`],
    ['ssh', host, install],
  ];
}
