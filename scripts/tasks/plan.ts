// `npm run plan`: what meetings need and cost, worked out by web/src/planner.
import { runPlan } from '../plan/run-plan.ts';
import { runTask } from '../run-task.ts';

await runTask(async (args) => {
  const { code, out, err } = runPlan(args);
  if (out) console.log(out);
  if (err) console.error(err);
  return code;
});
