import { watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

export interface RestartingBoxOptions {
  readonly start: () => Service;
  /** Folders whose changes restart the box. */
  readonly sources: readonly string[];
  readonly say: (text: string) => void;
}

/** An editor saves several files within an instant: one restart for all. */
const SETTLE_MS = 150;
/** After a crash: not in a tight loop. */
const RETRY_MS = 1_000;
const GRACE_MS = 3_000;

/** For development: a box that starts again when its sources change, and after a crash. */
export function startRestartingBox({ start, sources, say }: RestartingBoxOptions): Service {
  let current = start();
  let isStopping = false;
  let isRestarting = false;
  let timer: NodeJS.Timeout | undefined;

  const follow = (box: Service): void => {
    void box.ended.then(async (how) => {
      if (isStopping || isRestarting) return;
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
    ended: new Promise(() => undefined),
    lastLines: () => current.lastLines(),
    async stop(graceMs) {
      isStopping = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await current.stop(graceMs);
    },
  };
}
