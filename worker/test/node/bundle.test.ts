import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';

const outDir = mkdtempSync(path.join(tmpdir(), 'parley-bundle-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** Kilobytes of 1,000 bytes: every isolate reads and compiles all of it before its first answer. */
const mostGzippedKb = 480;

const traces = ['local-delivery', 'sign-in code for'];

describe('showing sign-in codes instead of mailing them', () => {
  test('is not in what is deployed', { timeout: 60_000 }, () => {
    const script = bundle(path.join(outDir, 'deployed'));
    expect(script).toContain('send-verification-otp');
    for (const trace of traces) expect(script).not.toContain(trace);
    expect(gzipSync(script).length / 1000, 'size of what is deployed').toBeLessThan(mostGzippedKb);
  });

  test('is in what runs locally', { timeout: 60_000 }, () => {
    const script = bundle(path.join(outDir, 'local'), '--define', '__LOCAL_DELIVERY__:true');
    for (const trace of traces) expect(script).toContain(trace);
  });
});
