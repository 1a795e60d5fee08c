import { expect, test } from 'vitest';
import { NoticeEncoder, textFrame } from './encode-notice.ts';

test.each([
  [0, [0x81, 0]],
  [125, [0x81, 125]],
  [126, [0x81, 126, 0, 126]],
  [65_535, [0x81, 126, 255, 255]],
  [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('a frame of %i bytes says so in its header', (length, header) => {
  const frame = textFrame('x'.repeat(length));
  expect([...frame.subarray(0, header.length)]).toEqual(header);
  expect(frame.subarray(header.length).toString()).toBe('x'.repeat(length));
});

test('bytes are counted, not letters', () => {
  const name = 'Zoë 👋';
  const frame = textFrame(name);
  expect(frame[1]).toBe(Buffer.byteLength(name));
  expect(frame.subarray(2).toString()).toBe(name);
});

test('the same notice is encoded once, another one anew, however alike', () => {
  const encoder = new NoticeEncoder();
  const notice = { locked: true };
  const first = encoder.encode('roomLocked', notice);
  expect(first.text).toBe('2["roomLocked",{"locked":true}]');
  expect(first.options.wsPreEncodedFrame[0]?.subarray(2).toString()).toBe(`4${first.text}`);
  expect(encoder.encode('roomLocked', notice)).toBe(first);
  expect(encoder.encode('roomLocked', { locked: true })).not.toBe(first);
  expect(encoder.encode('spotlight', notice).text).toContain('spotlight');
});
