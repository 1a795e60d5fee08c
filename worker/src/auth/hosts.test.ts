import { expect, test } from 'vitest';
import { isOperator, listNames, mayHost } from './hosts.ts';

test.each<[string | undefined, string, boolean]>([
  ['ada@example.org', 'ada@example.org', true],
  ['Ada@Example.org', 'ADA@example.ORG', true],
  ['ada@example.org', 'bob@example.org', false],
  ['@example.org', 'bob@example.org', true],
  ['example.org', 'bob@example.org', true],
  ['example.org', 'bob@sub.example.org', false],
  ['example.org', 'bob@notexample.org', false],
  ['example.org', 'bob@example.org.evil.test', false],
  ['example.org', 'example.org@evil.test', false],
  ['*', 'anyone@anywhere.test', true],
  [' , ', 'ada@example.org', false],
  [undefined, 'ada@example.org', false],
])('%s names %s: %s', (list, email, expected) => expect(listNames(list, email)).toBe(expected));

test('operators may host', () => {
  const env = { OPERATORS: 'root@example.org' };
  expect(mayHost(env, 'root@example.org')).toBe(true);
  expect(isOperator(env, 'root@example.org')).toBe(true);
  expect(mayHost(env, 'ada@example.org')).toBe(false);
});
