import { expect, test } from 'vitest';
import { encodingOptions, pickVideoCodec } from './encodings.ts';

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
