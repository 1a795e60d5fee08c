/** One Ctrl-C may arrive twice within an instant: from the terminal and passed on by npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Waits for the person, or whoever started us, to end the local system.
 *
 * @param force called for a second signal: do not wait any longer
 * @returns a promise of the first signal
 */
export function whenAskedToStop(force: () => void): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (): void => {
      if (firstAt === undefined) {
        firstAt = Date.now();
        resolve();
      } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
        force();
      }
    };

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    // The launcher holds this channel only so that its end is noticed.
    process.once('disconnect', onSignal);
    process.channel?.unref();
  });
}
