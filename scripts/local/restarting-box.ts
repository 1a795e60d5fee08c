import { watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

export interface RestartingBoxOptions {
  readonly start: () => Service;
  /** Folders whose changes restart the box: for development. */
  readonly sources: readonly string[];
  /** A box that ends now cannot run here at all: starting it again would only hide why. */
  readonly isStarting: () => boolean;
  readonly say: (text: string) => void;
}

/** An editor saves several files within an instant: one restart for all. */
const SETTLE_MS = 150;
/** After a crash: not in a tight loop. */
const RETRY_MS = 1_000;
const GRACE_MS = 3_000;

/** A box that starts again after a crash, as a service manager would do it, and when its sources change. */
export function startRestartingBox({ start, sources, isStarting, say }: RestartingBoxOptions): Service {
  let current = start();
  let isStopping = false;
  let isRestarting = false;
  let timer: NodeJS.Timeout | undefined;
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();

  const follow = (box: Service): void => {
    void box.ended.then(async (how) => {
      if (isStopping || isRestarting) return;
      if (isStarting()) return end(how);
      say(`${box.name} stopped (${how}); starting it again.`);
      await sleep(RETRY_MS);
      await restart();
    });
  };
  const restart = async (): Promise<void> => {
    if (isStopping || isRestarting) return;
    isRestarting = true;
    await current.stop(GRACE_MS);
    isRestarting = false;
    if (isStopping) return;
    current = start();
    follow(current);
  };
  const watchers = sources.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        say(`${file} changed: restarting ${current.name}.`);
        void restart();
      }, SETTLE_MS);
    }),
  );
  follow(current);

  return {
    name: current.name,
    get pid() {
      return current.pid;
    },
    ended,
    lastLines: () => current.lastLines(),
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await current.stop(graceMs);
    },
  };
}
