import type { Clip, ClipLayer, Sound } from './clips.ts';
import { newStream, rtpPacket, type StreamState, senderReport, vp8Packets } from './rtp.ts';

const reportEveryMs = 1_000;
/** A process that was held up does not make up for more than this. */
const mostBehindMs = 200;

/** Packets that are due now, of one stream in a loop. */
interface Stream {
  readonly ssrc: number;
  due(nowMs: number): Buffer[];
  /** A receiver wants to begin. */
  restart(): void;
}

class Timeline {
  private nextAtMs = 0;
  private reportAtMs = 0;
  private readonly intervalMs: number;

  constructor(intervalMs: number) {
    this.intervalMs = intervalMs;
  }

  /** How many intervals began since the last call. */
  passed(nowMs: number): number {
    if (this.nextAtMs < nowMs - mostBehindMs) this.nextAtMs = nowMs;
    let count = 0;
    for (; this.nextAtMs <= nowMs; this.nextAtMs += this.intervalMs) count += 1;
    return count;
  }

  reportDue(nowMs: number): boolean {
    if (nowMs < this.reportAtMs) return false;
    this.reportAtMs = nowMs + reportEveryMs;
    return true;
  }
}

/** One layer of a camera, from its key frame on, again and again. */
export class PictureStream implements Stream {
  private at = 0;
  private pictureId = 0;
  private readonly state: StreamState;
  private readonly timeline: Timeline;
  private readonly layer: ClipLayer;

  constructor(ssrc: number, payloadType: number, { framesPerSecond }: Clip, layer: ClipLayer) {
    this.state = newStream(ssrc, payloadType);
    this.timeline = new Timeline(1000 / framesPerSecond);
    this.layer = layer;
  }

  get ssrc(): number {
    return this.state.ssrc;
  }

  restart(): void {
    this.at = 0;
  }

  due(nowMs: number): Buffer[] {
    // One clock for all layers of a camera: the box compares their timestamps.
    const timestamp = (nowMs * 90) >>> 0;
    if (this.timeline.passed(nowMs) === 0) return [];
    const frame = this.layer.frames[this.at++ % this.layer.frames.length] as Buffer;
    const packets = vp8Packets(this.state, frame, timestamp, this.pictureId++ & 0x7fff);
    return this.timeline.reportDue(nowMs) ? [...packets, senderReport(this.state, timestamp, nowMs)] : packets;
  }
}

/** As loud as somebody who talks, in -dBov. */
const levelDbov = 20;

/** A voice that never stops. */
export class VoiceStream implements Stream {
  private at = 0;
  private timestamp = 0;
  private readonly state: StreamState;
  private readonly timeline = new Timeline(20);
  private readonly sound: Sound;

  constructor(ssrc: number, payloadType: number, sound: Sound) {
    this.state = newStream(ssrc, payloadType);
    this.sound = sound;
  }

  get ssrc(): number {
    return this.state.ssrc;
  }

  restart(): void {}

  due(nowMs: number): Buffer[] {
    const packets: Buffer[] = [];
    for (let count = this.timeline.passed(nowMs); count > 0; count -= 1) {
      const payload = this.sound.packets[this.at++ % this.sound.packets.length] as Buffer;
      this.timestamp += 960;
      packets.push(rtpPacket(this.state, this.timestamp, false, [payload], levelDbov));
    }
    if (packets.length > 0 && this.timeline.reportDue(nowMs))
      packets.push(senderReport(this.state, this.timestamp, nowMs));
    return packets;
  }
}
