import { type Box, startBox } from './box.ts';
import { type Config, readConfig } from './config.ts';
import { StartFailure } from './errors.ts';
import { makeLog } from './log.ts';

/** How long a clean end may take before the process goes anyway; the wait of a drain comes before it. */
const closeDeadlineMs = 8_000;

await main();

/**
 * One box: starts, and runs until a signal. SIGTERM lets its meetings move to other boxes first; SIGINT, or another signal, closes them
 * here and now; one more ends the process as it is.
 */
async function main(): Promise<void> {
  const config = orExit(() => readConfig(process.env));
  const log = makeLog(config.logLevel, config.boxId);
  let box: Box | null = null;
  let draining = false;
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing || !box) process.exit(closing ? 1 : 0);
      if (signal === 'SIGINT' || draining) return close(box);
      draining = true;
      const running = box;
      running.drain().then(
        () => close(running),
        (error) => fail(error),
      );
    });
  }
  const close = (running: Box) => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), closeDeadlineMs).unref();
    running.close().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
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
