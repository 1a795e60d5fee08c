import { expect, test } from 'vitest';
import { mediaProblemOf } from './media-problem.ts';

const named = (name: string, message = '') => Object.assign(new Error(message), { name });

test.each([
  [named('NotFoundError'), 'no-device'],
  [named('NotAllowedError', 'Permission denied'), 'permission-denied'],
  [named('NotAllowedError', 'Permission dismissed'), 'permission-dismissed'],
  [named('NotAllowedError', 'Permission denied by system'), 'system-denied'],
  [named('NotReadableError', 'Could not start video source'), 'in-use'],
  [named('AbortError'), 'in-use'],
  [named('OverconstrainedError'), 'overconstrained'],
  [named('TypeError'), 'failed'],
  ['text', 'failed'],
])('%o → %s', (thrown, problem) => {
  expect(mediaProblemOf(thrown)).toBe(problem);
});
