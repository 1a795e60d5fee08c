/** RTP packets of a headless sender (RFC 3550), VP8 among them (RFC 7741). The box knows streams by SSRC; voices say how loud they are. */

const headerBytes = 12;
/** Payload of one packet: with all headers below what any path carries. */
const maxPayloadBytes = 1_100;

export interface StreamState {
  readonly ssrc: number;
  readonly payloadType: number;
  sequence: number;
  packets: number;
  octets: number;
}

export function newStream(ssrc: number, payloadType: number): StreamState {
  return { ssrc, payloadType, sequence: ssrc & 0x7fff, packets: 0, octets: 0 };
}

/** The number under which the audio level travels (RFC 6464): as the box's router prefers it. */
export const audioLevelExtension = { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 6 };

/** One header extension of one byte (RFC 8285, 4.2): that there is a voice, and its level in -dBov, 0 to 127. */
function levelExtension(level: number): Buffer {
  return Buffer.from([0xbe, 0xde, 0, 1, audioLevelExtension.id << 4, 0x80 | level, 0, 0]);
}

/** One packet, counted in its stream. */
export function rtpPacket(
  stream: StreamState,
  timestamp: number,
  marker: boolean,
  payload: readonly Buffer[],
  audioLevel: number | null = null,
): Buffer {
  const header = Buffer.alloc(headerBytes);
  header[0] = audioLevel === null ? 0x80 : 0x90;
  header[1] = (marker ? 0x80 : 0) | stream.payloadType;
  header.writeUInt16BE(stream.sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(stream.ssrc, 8);
  const packet = Buffer.concat([header, ...(audioLevel === null ? [] : [levelExtension(audioLevel)]), ...payload]);
  stream.sequence += 1;
  stream.packets += 1;
  stream.octets += packet.length - headerBytes;
  return packet;
}

/** A VP8 frame in as many packets as it takes; `pictureId` counts frames. */
export function vp8Packets(stream: StreamState, frame: Buffer, timestamp: number, pictureId: number): Buffer[] {
  const packets: Buffer[] = [];
  for (let start = 0; start < frame.length; start += maxPayloadBytes) {
    const end = Math.min(frame.length, start + maxPayloadBytes);
    // X and, in a frame's first packet, S; then I with 15 bits of picture id.
    const descriptor = Buffer.from([
      0x80 | (start === 0 ? 0x10 : 0),
      0x80,
      0x80 | ((pictureId >> 8) & 0x7f),
      pictureId & 0xff,
    ]);
    packets.push(rtpPacket(stream, timestamp, end === frame.length, [descriptor, frame.subarray(start, end)]));
  }
  return packets;
}

const secondsFrom1900To1970 = 2_208_988_800;

/** What tells the receiver when a stream's timestamps were (RFC 3550, 6.4.1): without it the box cannot change between layers. */
export function senderReport(stream: StreamState, timestamp: number, nowMs: number): Buffer {
  const report = Buffer.alloc(28);
  report[0] = 0x80;
  report[1] = 200;
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(stream.ssrc, 4);
  report.writeUInt32BE(Math.floor(nowMs / 1000) + secondsFrom1900To1970, 8);
  report.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32), 12);
  report.writeUInt32BE(timestamp >>> 0, 16);
  report.writeUInt32BE(stream.packets >>> 0, 20);
  report.writeUInt32BE(stream.octets >>> 0, 24);
  return report;
}

/** SSRCs for which a key frame is asked (PLI and FIR, RFC 4585 and RFC 5104) in a compound RTCP packet; empty for anything else. */
export function keyFrameRequests(packet: Buffer): number[] {
  const asked: number[] = [];
  let at = 0;
  while (at + 8 <= packet.length) {
    const format = (packet[at] as number) & 0x1f;
    const type = packet[at + 1] as number;
    const bytes = (packet.readUInt16BE(at + 2) + 1) * 4;
    if (type < 192 || type > 223) return asked;
    if (type === 206 && format === 1 && at + 12 <= packet.length) asked.push(packet.readUInt32BE(at + 8));
    if (type === 206 && format === 4)
      for (let entry = at + 12; entry + 8 <= Math.min(at + bytes, packet.length); entry += 8)
        asked.push(packet.readUInt32BE(entry));
    at += bytes;
  }
  return asked;
}
