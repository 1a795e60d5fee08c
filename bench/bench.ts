import type { Figures } from './figures.ts';

/** A bench prints what it does as it goes and returns its figures. `limits` are what this project expects of them here. */
export interface Bench {
  readonly title: string;
  run(): Promise<Figures>;
  /** Its figures as a section of docs/benchmarks.md, in Markdown, without the machine. */
  readonly document?: (figures: Figures) => string;
  /** Figure → the most (`atMost`) or the least (`atLeast`) that is expected on two shared cores. */
  readonly expected: Record<string, { atMost?: number; atLeast?: number }>;
}
