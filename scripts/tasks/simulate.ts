// `npm run simulate`: how meetings would be placed over a day, compared with two simpler ways.
import { parseArgs } from 'node:util';
import { describe } from '../../worker/simulate/report.ts';
import { simulate } from '../../worker/simulate/simulate.ts';
import { runTask } from '../run-task.ts';

const help = `npm run simulate -- [--meetings 10000] [--seed 1] [--json]
A day of meetings in five regions, with failing boxes and a rolling deploy, placed as Parley does, at random, and on the least loaded box.`;

/** A whole number within bounds; null for anything else. */
function whole(text: string, least: number, most: number): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

await runTask(async (args) => {
  const refuse = (reason: string) => {
    console.error(`${reason}\n${help}`);
    return 2;
  };
  let values: { meetings: string; seed: string; json: boolean; help: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        meetings: { type: 'string', default: '10000' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (values.help) {
    console.log(help);
    return 0;
  }
  const meetings = whole(values.meetings, 1, 50_000);
  const seed = whole(values.seed, 0, 4_294_967_290);
  if (meetings === null) return refuse('--meetings must be a whole number from 1 to 50000.');
  if (seed === null) return refuse('--seed must be a whole number from 0 to 4294967290.');
  const simulation = simulate({ meetings, seed });
  console.log(values.json ? JSON.stringify(simulation, null, 2) : describe(simulation));
  return 0;
});
