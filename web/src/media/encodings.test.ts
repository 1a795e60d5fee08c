import { expect, test } from 'vitest';
import { cameraEncodings, encodingOptions, pickVideoCodec } from './encodings.ts';

const vp8 = { mimeType: 'video/VP8' };
const h264 = { mimeType: 'video/H264' };
const opus = { mimeType: 'audio/opus' };

test('VP8, unless this browser cannot or H264 is asked for', () => {
  expect(pickVideoCodec([opus, vp8, h264], 'vp8')).toBe(vp8);
  expect(pickVideoCodec([opus, h264], 'vp8')).toBe(h264);
  expect(pickVideoCodec([opus, vp8, h264], 'h264')).toBe(h264);
  expect(pickVideoCodec([opus, vp8], 'h264')).toBe(vp8);
  expect(pickVideoCodec([opus], 'vp8')).toBeUndefined();
});

test('the camera is sent in three sizes with a start bitrate, the microphone with FEC and DTX', () => {
  expect(encodingOptions('camera').encodings).toHaveLength(3);
  expect(encodingOptions('camera').codecOptions?.videoGoogleStartBitrate).toBe(2500);
  expect(encodingOptions('mic').codecOptions).toMatchObject({ opusFec: true, opusDtx: true, opusStereo: false });
});

test.each([
  [1920, [4, 2, 1], [500_000, 1_500_000, 1_500_000]],
  [1280, [4, 2, 1], [150_000, 500_000, 1_500_000]],
  [640, [2, 1], [150_000, 500_000]],
  [320, [1], [150_000]],
])('a camera of %i pixels sends layers scaled down by %j', (sidePx, scales, bitrates) => {
  const encodings = cameraEncodings(sidePx);
  expect(encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual(scales);
  expect(encodings.map(({ maxBitrate }) => maxBitrate)).toEqual(bitrates);
});
