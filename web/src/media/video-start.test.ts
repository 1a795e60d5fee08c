import { expect, test } from 'vitest';
import { startVideoWell } from './video-start.ts';

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

test('every video codec begins at a good rate, and nothing else changes', () => {
  const before = ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2'];
  const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96 97 102', 'a=rtpmap:96 VP8/90000'];
  expect(
    startVideoWell(
      lines(
        ...before,
        ...video,
        'a=rtpmap:97 rtx/90000',
        'a=fmtp:97 apt=96',
        'a=rtpmap:102 H264/90000',
        'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f',
        'a=mid:1',
      ),
    ),
  ).toBe(
    lines(
      ...before,
      ...video,
      'a=fmtp:96 x-google-start-bitrate=1500',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      'a=rtpmap:102 H264/90000',
      'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=1500',
      'a=mid:1',
    ),
  );
});
