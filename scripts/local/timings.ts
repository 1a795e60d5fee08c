/** How long each step of the start took, for PARLEY_TIMINGS=1. */
export interface Timings {
  measure<T>(step: string, work: () => Promise<T>): Promise<T>;
  print(): void;
}

export function makeTimings(env: NodeJS.ProcessEnv): Timings {
  const rows: { step: string; 'from ms': number; 'to ms': number }[] = [];
  // Of the process, not of this module: loading the modules is part of what a person waits for.
  const now = (): number => Math.round(performance.now());

  return {
    async measure(step, work) {
      const from = now();
      try {
        return await work();
      } finally {
        rows.push({ step, 'from ms': from, 'to ms': now() });
      }
    },
    print() {
      if (env.PARLEY_TIMINGS === '1') console.table(rows);
    },
  };
}
