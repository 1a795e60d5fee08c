import type { Clip, Sound } from './clips.ts';
import { HeadlessPeer } from './headless-peer.ts';
import { HeadlessSender } from './headless-sender.ts';
import { Pacemaker } from './pacemaker.ts';

/** How many come in at once, as a class does. */
const atOnce = 4;
/** Of a class, so many have their microphones open, and some of them talk at a time. */
const mostOpenMics = 12;
const talkAtOnce = 3;
/** How long each talks. */
const turnMs = 1_500;

/** What a headless person is sent: streams that the box made for them, by what they were told. */
class Forwarded {
  readonly ids = new Set<string>();
  most = 0;

  constructor(peer: HeadlessPeer) {
    peer.on('consumerAdded', ({ consumer }) => this.add(consumer.id));
    peer.on('consumerClosed', ({ consumerId }) => this.ids.delete(consumerId));
  }

  add(id: string): void {
    this.ids.add(id);
    this.most = Math.max(this.most, this.ids.size);
  }
}

export type ClassMedia = { clip: Clip; sound: Sound };

/** A room full of people without browsers, each with a camera; they send, and receive nothing but what the box tells them. */
export class ClassRoom {
  /** Milliseconds that each took to come in. */
  readonly joinMs: number[] = [];
  /** Bytes of the box's answer to each. */
  readonly replyBytes: number[] = [];
  private readonly people: { peer: HeadlessPeer; sender: HeadlessSender; forwarded: Forwarded }[] = [];
  private readonly talking: boolean;
  private readonly pacemaker = new Pacemaker();
  private turns: ReturnType<typeof setInterval> | null = null;

  /** `talking`: some talk, in turns; else all are silent. */
  constructor(talking = true) {
    this.talking = talking;
  }

  /** Most streams that the box made for any of them at a time. */
  get consumersPerViewer(): number {
    return Math.max(0, ...this.people.map(({ forwarded }) => forwarded.most));
  }

  /** So many more come in. */
  async fill(origin: string, meetingId: string, count: number, media: ClassMedia): Promise<void> {
    const first = this.people.length;
    const left = Array.from({ length: count }, (_, index) => first + index);
    const comeOneByOne = async () => {
      for (let index = left.shift(); index !== undefined; index = left.shift())
        await this.bring(origin, meetingId, index, media);
    };
    await Promise.all(Array.from({ length: atOnce }, comeOneByOne));
    let turn = 0;
    if (!this.talking) return;
    this.turns ??= setInterval(() => {
      turn += 1;
      this.people.slice(0, mostOpenMics).forEach(({ sender }, index, all) => {
        const place = (index - turn + all.length * 1_000_000) % all.length;
        sender.speak(place < talkAtOnce);
      });
    }, turnMs);
  }

  async empty(): Promise<void> {
    if (this.turns) clearInterval(this.turns);
    for (const { sender } of this.people) sender.close();
    await Promise.all(this.people.map(({ peer }) => peer.leave()));
  }

  private async bring(origin: string, meetingId: string, index: number, media: ClassMedia) {
    const openMic = index < mostOpenMics;
    const peer = new HeadlessPeer(origin, meetingId, `Person ${index + 1}`, [
      { source: 'mic', muted: !openMic },
      { source: 'camera', muted: false },
    ]);
    const forwarded = new Forwarded(peer);
    const reply = await peer.enter();
    for (const { id } of reply.media.consumers) forwarded.add(id);
    this.joinMs.push(peer.joinMs);
    this.replyBytes.push(Buffer.byteLength(JSON.stringify(reply.media)));
    const sender = new HeadlessSender(peer, media);
    await sender.start(this.pacemaker);
    this.people.push({ peer, sender, forwarded });
  }
}
