import { type RoundTask, runRound } from './round.ts';

/** One round in a process of its own, so that none inherits another one's threads and memory. Answers over the process's channel. */
const task = JSON.parse(process.argv[2] ?? '') as RoundTask;
const result = await runRound(task);
process.send?.(result, () => process.exit(0));
