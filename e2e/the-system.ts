import type { TestProject } from 'vitest/node';
import { type RunningSystem, startParley } from './start-parley.ts';

declare module 'vitest' {
  interface ProvidedContext {
    parley: RunningSystem;
  }
}

/** One system for all files of browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = await startParley({ boxes: 2, env: { BOX_CAPACITY: '400' } });
  project.provide('parley', running.system);
  return async () => {
    await running.stop();
  };
}
