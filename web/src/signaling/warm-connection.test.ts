import { expect, test } from 'vitest';
import { socketAddress } from './warm-connection.ts';

test.each([
  ['https://box.example.org', 'https://box.example.org', '/signaling'],
  ['https://box.example.org/', 'https://box.example.org', '/signaling'],
  ['http://localhost:4400', 'http://localhost:4400', '/signaling'],
  ['https://192.168.1.7:5173/box/1', 'https://192.168.1.7:5173', '/box/1/signaling'],
  ['https://192.168.1.7:5173/box/2/', 'https://192.168.1.7:5173', '/box/2/signaling'],
])('%s', (boxUrl, origin, path) => {
  expect(socketAddress(boxUrl)).toEqual({ origin, path });
});
