import { expect, test } from 'vitest';
import { tuneOpus } from './opus-sdp.ts';

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');
const sdp = lines(
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=0',
  'a=rtpmap:63 red/48000/2',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'a=mid:1',
  'a=rtpmap:96 VP8/90000',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=mid:2',
  'a=rtpmap:111 opus/48000/2',
);

test('FEC and DTX for all sound, stereo only where it is asked for; nothing else changes', () => {
  expect(tuneOpus(sdp, new Set(['2']))).toBe(
    lines(
      'v=0',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
      'a=mid:0',
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
      'a=rtpmap:63 red/48000/2',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'a=mid:1',
      'a=rtpmap:96 VP8/90000',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=mid:2',
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 useinbandfec=1;usedtx=1;stereo=1;sprop-stereo=1',
    ),
  );
});

test('a description without sound is left alone', () => {
  expect(tuneOpus('v=0\r\n', new Set())).toBe('v=0\r\n');
});
