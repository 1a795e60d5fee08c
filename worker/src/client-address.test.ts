import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each<[string | undefined, string | null]>([
  [undefined, null],
  ['', null],
  ['192.0.2.7', '192.0.2.7'],
  ['2001:DB8:0:12:aaaa:bbbb:cccc:dddd', '2001:db8:0:12::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0000:0012::1', '2001:db8:0:12::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['x'.repeat(100), null],
])('%s → %s', (header, expected) => {
  expect(clientAddress(new Headers(header === undefined ? {} : { 'cf-connecting-ip': header }))).toBe(expected);
});
