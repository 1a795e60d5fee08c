import { plan } from '../../web/src/planner/plan.ts';
import { parsePlanArguments, planHelp, UsageError } from './arguments.ts';
import { planAsJson, planAsTable } from './show-plan.ts';

/** What is to be printed, and the exit code: 2 for what cannot be planned, with one sentence. */
export function runPlan(args: readonly string[]): {
  readonly code: number;
  readonly out: string;
  readonly err: string;
} {
  try {
    const { input, preset, json, help } = parsePlanArguments(args);
    if (help) return { code: 0, out: planHelp, err: '' };
    const planned = plan(input);
    const out = json ? JSON.stringify(planAsJson(planned, input), null, 2) : planAsTable(planned, input, preset);
    return { code: 0, out, err: '' };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RangeError)) throw error;
    return { code: 2, out: '', err: error.message };
  }
}
