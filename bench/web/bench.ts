import path from 'node:path';
import { measureWeb, webBudgetKb } from '../../scripts/checks/web-size.ts';
import { buildWeb } from '../../scripts/local/build-web.ts';
import type { Bench } from '../bench.ts';
import { round } from '../figures.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** What a browser must load. Kilobytes of 1,000 bytes, gzipped JavaScript. */
export const webBench: Bench = {
  title: 'Size of the web client',
  expected: {
    'web.home_js_gz_kb': { atMost: webBudgetKb.home },
    'web.meeting_js_gz_kb': { atMost: webBudgetKb.meeting },
  },
  run: async () => {
    await buildWeb(root);
    const sizes = measureWeb(root);
    return { 'web.home_js_gz_kb': round(sizes.home), 'web.meeting_js_gz_kb': round(sizes.meeting) };
  },
};
