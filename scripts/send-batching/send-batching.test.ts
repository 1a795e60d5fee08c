import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureSendBatching } from './index.ts';

test('without a C compiler there is no library, and nothing fails', async () => {
  const cache = mkdtempSync(path.join(tmpdir(), 'parley-cache-'));
  try {
    expect(await ensureSendBatching({ XDG_CACHE_HOME: cache, CC: '/nowhere/cc' })).toBeNull();
  } finally {
    rmSync(cache, { recursive: true });
  }
});
