import type { Box } from '../../worker/contract/boxes.ts';
import { goBack, install } from './box-commands.ts';
import type { ListedBox } from './outputs.ts';
import type { DeployPlan, Step } from './steps.ts';

/** Where terraform reads the tokens of boxes to be made. Not in git. */
export const tokensFile = 'terraform/enrolment.auto.tfvars.json';

type FleetBox = Pick<Box, 'id' | 'url' | 'linked' | 'healthy' | 'draining' | 'software'>;

/** A release to bring boxes to. */
interface Release {
  readonly version: string;
  readonly tarball: string;
}

/** The way back of some boxes: the releases that they leave and those that they go to; null: not known. */
interface Back {
  readonly leaving: Readonly<Record<string, string | null>>;
  readonly before: Readonly<Record<string, string | null>>;
}

export interface BoxFacts {
  readonly listed: readonly ListedBox[];
  /** Boxes that have enrolled. */
  readonly fleet: readonly FleetBox[];
  /** Boxes that an earlier run drained and did not take back. */
  readonly drained: readonly string[];
  /** What boxes are brought to; null: they stay as they are. */
  readonly target: Release | Back | null;
  /** The Worker refuses the boxes that run now: they cannot be drained. */
  readonly cutOff: boolean;
  readonly byHand: boolean;
  /** Boxes relay for people behind difficult networks, also those in other boxes' meetings. */
  readonly relays: boolean;
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
  if (missing.length > 0 && !isBack(target)) {
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
  const upgraded = known.filter((box) => isToChange(box, target));
  if (isBack(target))
    for (const { id } of known.filter((box) => !(box.id in target.leaving)))
      notes.push(`${id} stays as it is: the last deployment did not change it.`);
  const alone = upgraded.filter((box) => !hasOtherBox(box, facts)).map(({ id }) => id);
  if (alone.length > 0 && !facts.cutOff)
    notes.push(
      `There is no second box to move the meetings of ${alone.join(', ')} to: people are interrupted for some seconds, and nobody can join for up to half a minute.`,
    );
  if (upgraded.length > 0 && facts.relays)
    notes.push(
      'Where a release changes the settings of coturn it is started anew: people who talk through that relay, in meetings of other boxes too, are back after some seconds.',
    );
  for (const box of known) {
    if (upgraded.includes(box)) steps.push(...upgrade(box, facts));
    else if (facts.drained.includes(box.id) && box.draining) steps.push(awaitBack(box, facts), takeBack(box.id));
  }
  return { steps, notes };
}

function isBack(target: BoxFacts['target']): target is Back {
  return target !== null && 'leaving' in target;
}

function isToChange({ id, software }: FleetBox, target: BoxFacts['target']): boolean {
  if (target === null) return false;
  if (!isBack(target)) return software !== target.version;
  if (!(id in target.leaving)) return false;
  const leaving = target.leaving[id] ?? null;
  return leaving === null || software === null || software === leaving;
}

function notListed({ id }: FleetBox): string {
  return `${id} is enrolled, but terraform does not list it; it stays as it is. If it is gone for good, forget it on the operator page.`;
}

/** Whether meetings of this box have somewhere to go. What an earlier run drained is taken back before its turn comes. */
function hasOtherBox({ id }: FleetBox, { fleet, drained }: BoxFacts): boolean {
  return fleet.some(
    (other) => other.id !== id && other.linked && other.healthy && (!other.draining || drained.includes(other.id)),
  );
}

function upgrade(box: FleetBox, facts: BoxFacts): Step[] {
  const { target, cutOff, byHand, drained } = facts;
  const { id } = box;
  const to = versionOf(box, target) ?? 'the release before';
  // Without another box, waiting would only keep people from joining.
  const drains = box.linked && !cutOff && hasOtherBox(box, facts);
  // What an operator drained stays so.
  const ours = drained.includes(id) || (drains && !box.draining);
  return [
    ...(drains
      ? ([
          { do: 'drain', title: `Move the meetings away from ${id}`, boxId: id, draining: true },
          { do: 'await-empty', title: `Wait until ${id} is empty`, boxId: id, deadlineMs: emptyDeadlineMs },
        ] satisfies Step[])
      : []),
    {
      ...({ do: 'on-box', title: `Bring ${id} to ${to}`, boxId: id, software: box.software } as const),
      ...{ commands: boxCommands(box, target), byHand },
    },
    awaitBack(box, facts),
    ...(ours ? [takeBack(id)] : []),
  ];
}

function awaitBack(box: FleetBox, { target, byHand }: BoxFacts): Step {
  return {
    do: 'await-box',
    title: `Wait until ${box.id} is back`,
    boxId: box.id,
    version: versionOf(box, target),
    before: isBack(target) ? (target.leaving[box.id] ?? box.software) : null,
    deadlineMs: byHand ? byHandDeadlineMs : backDeadlineMs,
  };
}

function versionOf({ id }: FleetBox, target: BoxFacts['target']): string | null {
  return isBack(target) ? (target.before[id] ?? null) : (target?.version ?? null);
}

function takeBack(boxId: string): Step {
  return { do: 'drain', title: `Give ${boxId} meetings again`, boxId, draining: false };
}

function boxCommands({ id, url }: FleetBox, target: BoxFacts['target']): readonly (readonly string[])[] {
  const host = `root@${new URL(url).hostname}`;
  return target === null || isBack(target) ? goBack(host, target?.leaving[id] ?? null) : install(host, target.tarball);
}
