import { startBox } from './box.ts';
import { type Config, readConfig } from './config.ts';
import { StartFailure } from './errors.ts';
import { makeLog } from './log.ts';

/** How long a clean end may take before the process goes anyway. */
const closeDeadlineMs = 8_000;

await main();

/** One box: starts, runs until SIGTERM or SIGINT, and ends. A second signal ends it at once. */
async function main(): Promise<void> {
  const config = orExit(() => readConfig(process.env));
  const log = makeLog(config.logLevel);
  let box: Awaited<ReturnType<typeof startBox>> | null = null;
  let signals = 0;
  // Before mediasoup adds its own handlers, which close the media workers: ours must hear of the end first.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1 || !box) process.exit(signals > 1 ? 1 : 0);
      setTimeout(() => process.exit(1), closeDeadlineMs).unref();
      box.close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
  }
  process.on('unhandledRejection', (error) => log('unexpected-error', { error }));
  const fail = (error: unknown): never => {
    const reason = error instanceof StartFailure ? error.message : 'unexpected';
    log('box-failed', { reason, error });
    if (error instanceof StartFailure) process.stderr.write(`${error.message}\n`);
    process.exit(1);
  };
  try {
    box = await startBox(config, log);
    await box.enrolled;
  } catch (error) {
    await box?.close();
    fail(error);
  }
}

function orExit(read: () => Config): Config {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
