import { describe, expect, it } from 'vitest';
import { keyFrameRequests, newStream, rtpPacket, senderReport, vp8Packets } from './rtp.ts';

describe('RTP of a headless sender', () => {
  it('counts what a stream sent', () => {
    const stream = newStream(0x01020304, 100);
    const first = rtpPacket(stream, 960, false, [Buffer.from('abc')]);
    const second = rtpPacket(stream, 1920, true, [Buffer.from('de')]);
    expect(first.readUInt32BE(8)).toBe(0x01020304);
    expect(second.readUInt16BE(2) - first.readUInt16BE(2)).toBe(1);
    expect(second[1]).toBe(0x80 | 100);
    expect([stream.packets, stream.octets]).toEqual([2, 5]);
  });

  it('says how loud a voice is', () => {
    const packet = rtpPacket(newStream(1, 100), 960, false, [Buffer.from('abc')], 20);
    expect((packet[0] as number) & 0x10, 'it has an extension').toBe(0x10);
    expect(packet.subarray(12, 20)).toEqual(Buffer.from([0xbe, 0xde, 0, 1, 0x60, 0x94, 0, 0]));
    expect(packet.subarray(20).toString()).toBe('abc');
  });

  it('cuts a VP8 frame so that its pieces give the frame again', () => {
    const frame = Buffer.from(Array.from({ length: 2_500 }, (_, index) => index & 0xff));
    const packets = vp8Packets(newStream(7, 101), frame, 3000, 0x1234);
    expect(packets).toHaveLength(3);
    expect(Buffer.concat(packets.map((packet) => packet.subarray(16)))).toEqual(frame);
    expect(packets.map((packet) => (packet[12] as number) & 0x10)).toEqual([0x10, 0, 0]);
    expect(packets.map((packet) => (packet[1] as number) >> 7)).toEqual([0, 0, 1]);
    expect(packets[0]?.subarray(14, 16)).toEqual(Buffer.from([0x92, 0x34]));
  });

  it('reports when a stream’s timestamps were', () => {
    const report = senderReport({ ...newStream(9, 101), packets: 3, octets: 99 }, 4242, 1_500);
    expect(report.readUInt32BE(8)).toBe(2_208_988_801);
    expect(report.readUInt32BE(12)).toBe(2 ** 31);
    expect([report.readUInt32BE(16), report.readUInt32BE(20), report.readUInt32BE(24)]).toEqual([4242, 3, 99]);
  });

  it('finds whose key frame is asked for', () => {
    const receiverReport = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 1]);
    const pli = Buffer.from([0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 77]);
    const fir = Buffer.from([0x84, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 78, 1, 0, 0, 0]);
    expect(keyFrameRequests(Buffer.concat([receiverReport, pli, fir]))).toEqual([77, 78]);
    expect(keyFrameRequests(Buffer.from([0x80, 0x64, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9]))).toEqual([]);
  });
});
