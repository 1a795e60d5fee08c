import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { writeSection } from './document.ts';
import type { Figures } from './figures.ts';
import { machine } from './machine.ts';
import { table } from './table.ts';

/** Loaded on demand: a bench may need a browser, another one must not. */
const benches: Record<string, () => Promise<Bench>> = {
  join: async () => (await import('./join/bench.ts')).joinBench,
  switch: async () => (await import('./switch/bench.ts')).switchBench,
  recovery: async () => (await import('./recovery/bench.ts')).recoveryBench,
  class: async () => (await import('./class/bench.ts')).classBench,
  signaling: async () => (await import('./signaling/bench.ts')).signalingBench,
  worker: async () => (await import('./worker/bench.ts')).workerBench,
  web: async () => (await import('./web/bench.ts')).webBench,
};

const help = `npm run bench                      runs all
npm run bench -- NAME [NAME …]     runs some: ${Object.keys(benches).join(', ')}
  --json FILE                      also writes the figures as one flat object
  --docs                           also writes the tables of those that have one into docs/benchmarks.md`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.find((name) => !(name in benches));
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? help : `There is no bench "${unknown}".\n${help}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const figures: Figures = {};
console.log(`Machine: ${machine()}`);
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = await (benches[name] as () => Promise<Bench>)();
  console.log(`\n── ${bench.title}`);
  const measured = await bench.run();
  Object.assign(figures, measured);
  console.log(`\n${table(['figure', 'measured', 'expected'], rowsOf(measured, bench.expected))}`);
  if (values.docs && bench.document) writeSection(name, `${bench.document(measured)}\n\nMachine: ${machine()}.`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);

function rowsOf(measured: Figures, expected: Bench['expected']): string[][] {
  return Object.entries(measured).map(([key, value]) => {
    const { atMost, atLeast } = expected[key] ?? {};
    const wanted = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : '';
    const missed = (atMost !== undefined && value > atMost) || (atLeast !== undefined && value < atLeast);
    return [key, String(value), missed ? `${wanted}  missed` : wanted];
  });
}
