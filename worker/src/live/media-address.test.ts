import { expect, test } from 'vitest';
import { chooseLooks, isPublic, maxLooks, silentAddresses } from './media-address.ts';

test.each([
  ...['10.0.0.1', '127.0.0.1', '0.0.0.0', '169.254.1.1', '172.16.0.1', '172.31.255.1', '192.168.1.1', '100.64.0.1'],
  ...[
    '100.127.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fd00::1',
    'fc12::1',
    'fe80::1',
    'FE80::1',
    'ff02::1',
  ],
  ...['::ffff:192.168.1.1', '[::1]', 'localhost', 'box.local', 'box.internal', 'localhost.', ''],
])('%s is private', (address) => expect(isPublic(address)).toBe(false));

test.each([
  ...['203.0.113.7', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '11.0.0.1', '192.169.0.1'],
  ...['2001:db8::1', '2a01:4f8::1', '::ffff:203.0.113.7', 'box-1.example.org', 'localhost.example.org'],
])('%s is public', (address) => expect(isPublic(address)).toBe(true));

const at = (address: string, ...ports: number[]) => ports.map((port) => ({ address, port }));

test('looks at every address before it looks at second ports, and only at so many', () => {
  const media = [...at('203.0.113.1', 1, 2, 3, 4, 5, 6, 7, 8, 9), ...at('10.0.0.1', 1), ...at('2001:db8::1', 1, 2)];
  const looks = chooseLooks(media);
  expect(looks).toHaveLength(maxLooks);
  expect(looks.slice(0, 4)).toEqual([
    { address: '203.0.113.1', port: 1 },
    { address: '2001:db8::1', port: 1 },
    { address: '203.0.113.1', port: 2 },
    { address: '2001:db8::1', port: 2 },
  ]);
  expect(looks.map(({ address }) => address)).not.toContain('10.0.0.1');
});

test('an address is reachable when one of its ports answers', () => {
  const media = [...at('203.0.113.1', 1, 2), ...at('203.0.113.2', 1), ...at('203.0.113.3', 1), ...at('10.0.0.1', 1)];
  const looks = [
    { address: '203.0.113.1', answered: false },
    { address: '203.0.113.1', answered: true },
    { address: '203.0.113.2', answered: false },
  ];
  expect(silentAddresses(media, looks)).toEqual(['203.0.113.2', '10.0.0.1']);
  expect(silentAddresses([], [])).toEqual([]);
});
