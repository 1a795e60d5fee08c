import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Expectation } from './bench.ts';
import { isMet, missedLimits, wanted } from './check.ts';
import { endChildren, markChildren } from './children.ts';
import { writeSection } from './document.ts';
import type { Figures } from './figures.ts';
import { machine } from './machine.ts';
import { table } from './table.ts';
import { versionOf } from './versions.ts';

/** Loaded on demand: a bench may need a browser, another one must not. */
const benches: Record<string, () => Promise<Bench>> = {
  capacity: async () => (await import('./capacity/bench.ts')).capacityBench,
  peers: async () => (await import('./peers/bench.ts')).peersBench,
  join: async () => (await import('./join/bench.ts')).joinBench,
  switch: async () => (await import('./switch/bench.ts')).switchBench,
  recovery: async () => (await import('./recovery/bench.ts')).recoveryBench,
  class: async () => (await import('./class/bench.ts')).classBench,
  signaling: async () => (await import('./signaling/bench.ts')).signalingBench,
  worker: async () => (await import('./worker/bench.ts')).workerBench,
  web: async () => (await import('./web/bench.ts')).webBench,
};

const help = `npm run bench                      runs all and writes docs/benchmarks.md
npm run bench -- NAME [NAME …]     runs some: ${Object.keys(benches).join(', ')}
  --docs                           also writes their sections of docs/benchmarks.md and its charts
  --check                          compares the ratios with bench/limits.json; fails when one is missed. Without a name: capacity
  --json FILE                      also writes the figures as one flat object`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.find((name) => !(name in benches));
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? help : `There is no bench "${unknown}".\n${help}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const isAll = positionals.length === 0 && !values.check;
const names = isAll ? Object.keys(benches) : positionals.length === 0 ? ['capacity'] : positionals;
const figures: Figures = {};
/** What the bench under way knows so far. */
let partial: { bench: Bench; figures: Figures } | null = null;
let failed = false;

markChildren();
process.once('SIGINT', () => interrupted(130));
process.once('SIGTERM', () => interrupted(143));
console.log(`Machine: ${machine()}`);
for (const [index, name] of names.entries()) {
  const bench = await (benches[name] as () => Promise<Bench>)();
  console.log(`\n── ${index + 1} of ${names.length}: ${bench.title}`);
  await measure(name, bench);
}
finish(failed || (values.check && !isWithinLimits()) ? 1 : 0);

/** One that fails must not take the others' figures with it. */
async function measure(name: string, bench: Bench): Promise<void> {
  try {
    const measured = await bench.run((soFar) => {
      partial = { bench, figures: soFar };
    });
    partial = null;
    Object.assign(figures, measured);
    print(bench, measured);
    if (isAll || values.docs) writeSection(name, bench, measured, measuredOn(bench));
  } catch (error) {
    failed = true;
    console.error(`\n${name} failed:`, error);
    keepPartial();
    endChildren();
  }
}

function measuredOn(bench: Bench): string {
  const versions = (bench.uses ?? []).map(versionOf).filter((version) => version !== null);
  return [machine(), ...versions].join(', ');
}

function isWithinLimits(): boolean {
  const limits = JSON.parse(readFileSync(path.join(import.meta.dirname, 'limits.json'), 'utf8'));
  const missed = missedLimits(figures, limits as Record<string, Expectation>, names);
  console.log(missed.length === 0 ? '\nAll ratios are within their limits.' : `\nMissed:\n  ${missed.join('\n  ')}`);
  return missed.length === 0;
}

/** All at once and without waiting: a second Ctrl-C, or a helper that ends the process, must not come in between. */
function interrupted(code: number): void {
  console.log('\nInterrupted.');
  keepPartial();
  finish(code);
}

function keepPartial(): void {
  if (partial === null) return;
  console.log('What is known so far:');
  print(partial.bench, partial.figures);
  Object.assign(figures, partial.figures);
  partial = null;
}

function finish(code: number): void {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  endChildren();
  process.exit(code);
}

function print({ expected }: Bench, measured: Figures): void {
  const rows = Object.entries(measured).map(([key, value]) => {
    const expectation = expected[key] ?? {};
    return [key, String(value), `${wanted(expectation)}${isMet(value, expectation) ? '' : '  missed'}`];
  });
  console.log(`\n${table(['figure', 'measured', 'expected'], rows)}`);
}
