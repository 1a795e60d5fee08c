import { expect, test } from 'vitest';
import { readState, stateBytes } from './send-batching-state.ts';

test('reads the words in their order, and nothing of what is not a state', () => {
  const bytes = Buffer.alloc(stateBytes);
  expect(readState(bytes)).toBeNull();
  for (let index = 1; index < stateBytes / 8; index += 1) bytes.writeBigUInt64LE(BigInt(index), 8 * index);
  bytes.write('PSBATCH1', 'latin1');
  expect(readState(bytes)).toMatchObject({ datagrams: 1, refused: 10, delaySumUs: 12 });
  expect(readState(bytes)?.delays).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
  expect(readState(bytes.subarray(8))).toBeNull();
});
