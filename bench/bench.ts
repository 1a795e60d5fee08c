import type { Figures } from './figures.ts';

/** What is expected of a figure: the most or the least. */
export interface Expectation {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Programs and libraries whose versions the page states beside a bench's figures. */
export type Used = 'mediasoup' | 'chromium' | 'janus';

/** A bench prints what it does as it goes and returns its figures. `limits` are what this project expects of them here. */
export interface Bench {
  readonly title: string;
  /** `partial`: told what is known so far, for those who interrupt. */
  run(partial: (figures: Figures) => void): Promise<Figures>;
  /** Its figures as a section of docs/benchmarks.md, in Markdown, without the machine. A table of the figures when absent. */
  readonly document?: (figures: Figures) => string;
  /** File of docs/charts → SVG. */
  readonly charts?: (figures: Figures) => Record<string, string>;
  readonly uses?: readonly Used[];
  /** Figure → the most (`atMost`) or the least (`atLeast`) that is expected on two shared cores. */
  readonly expected: Record<string, Expectation>;
}
