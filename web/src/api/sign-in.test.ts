import { expect, test } from 'vitest';
import { signInProblem } from './sign-in.ts';

test.each([
  [400, { code: 'INVALID_OTP', message: 'Invalid OTP' }, 'code-wrong'],
  [400, { code: 'OTP_EXPIRED', message: '' }, 'code-expired'],
  [403, { code: 'TOO_MANY_ATTEMPTS', message: '' }, 'too-many-attempts'],
  [403, { error: { code: 'host-not-allowed', message: '' } }, 'host-not-allowed'],
  [429, { error: { code: 'rate-limited', message: '' } }, 'rate-limited'],
  [429, undefined, 'rate-limited'],
  [502, 'Bad gateway', 'unreachable'],
  [400, { code: 'SOMETHING_NEW' }, 'failed'],
])('%i %o → %s', (status, body, problem) => {
  expect(signInProblem(status, body)).toBe(problem);
});
