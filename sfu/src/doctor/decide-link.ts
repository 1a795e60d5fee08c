import { boxProblem } from '@parley/worker/contract/box-link.ts';
import { type Box, type BoxRefusal, boxRefusalCode } from '@parley/worker/contract/boxes.ts';
import * as z from 'zod/mini';
import { refusalAdvice } from '../fleet/link-refusal.ts';
import { decideProblems } from './decide.ts';
import { bad, type Finding, fine } from './finding.ts';
import type { Answer, Seen } from './look.ts';

const dayMs = 86_400_000;

const ownHealth = z.object({
  linked: z.boolean(),
  linkRefusal: z.nullable(z.object({ code: boxRefusalCode })),
  problems: z.array(boxProblem),
  draining: z.boolean(),
});

/** The box's own `/health`, asked on its machine. */
export function decideLink(answer: Seen<Answer>): Finding[] {
  const check = 'Box link';
  if ('failed' in answer)
    return [
      bad(check, `the box does not run (${answer.failed})`, 'start it, and see its log (journalctl -u parley-box)'),
    ];
  const health = ownHealth.safeParse(answer.seen.json).data;
  if (!health) return [bad(check, 'the box does not tell', 'ask on its own machine, or with METRICS_TOKEN')];
  const { linked, linkRefusal, problems, draining } = health;
  const link = linked
    ? fine(check, draining ? 'up; the box drains' : 'up')
    : linkRefusal
      ? bad(check, `refused (${linkRefusal.code})`, lowered(refusalAdvice[linkRefusal.code]))
      : bad(check, 'down', 'see whether this machine reaches the Worker, and the log of the box (link-down)');
  return [link, ...decideProblems('Box', problems)];
}

/** A box as the Worker sees it. */
export function decideBox({ id, linked, draining, problems, participants, capacity }: Box): Finding[] {
  const check = `Box ${id}`;
  if (!linked) return [bad(check, 'it has no link', 'run the doctor on it')];
  const state = draining ? 'linked, draining' : 'linked';
  const link = fine(check, `${state}, ${participants} of ${capacity} people`);
  return problems.length === 0 ? [link] : decideProblems(check, problems);
}

/** Boxes that were not let in within a day, and are not in by now. */
export function decideRefused(refused: readonly BoxRefusal[], boxes: readonly Box[], nowMs: number): Finding[] {
  const isIn = new Set(boxes.filter(({ linked }) => linked).map(({ id }) => id));
  return refused
    .filter(({ boxId, lastAtMs }) => !isIn.has(boxId) && nowMs - lastAtMs < dayMs)
    .map(({ boxId, code, detail, times }) =>
      bad(`Box ${boxId}`, `refused ${times} times (${code}: ${detail})`, lowered(refusalAdvice[code])),
    );
}

/** To go on after a colon. */
function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}
