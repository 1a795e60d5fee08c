import { SetupError } from './setup-error.ts';

/**
 * Runs a task with this process's arguments and ends the process with its exit code.
 *
 * A SetupError is shown as the sentence that it is; anything else is a defect and keeps its stack.
 */
export async function runTask(task: (args: readonly string[]) => Promise<number>): Promise<never> {
  // A terminal that was closed must not keep us from ending in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  try {
    process.exit(await task(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  }
}
