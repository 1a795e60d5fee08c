import type { Page } from 'playwright-core';
import type { Sending } from '../../sfu/contract/shapes.ts';
import { type Clip, recordClip, recordSound, type Sound } from '../headless/clips.ts';
import { HeadlessPeer } from '../headless/headless-peer.ts';
import { HeadlessSender } from '../headless/headless-sender.ts';
import { Pacemaker } from '../headless/pacemaker.ts';

/** Names as they are: short, long, from everywhere, and some that try a layout. */
const names = [
  'Amina Diallo',
  'Ben',
  'Łucja Żak',
  'Chloé Dubois-Marchand de Saint-Exupéry',
  'محمد العربي',
  'Dmitri',
  '🦊🌻',
  'Eun-ji',
  'Fernanda Gonçalves',
  'Grace',
  'Hannah',
  'Ivo',
];
const microphoneOff: Sending = { source: 'mic', muted: true };
const microphoneOn: Sending = { source: 'mic', muted: false };
const camera: Sending = { source: 'camera', muted: false };

/** People who fill a meeting for a picture: some with a camera, some without, some muted, one who talks. */
export class Company {
  readonly peers: HeadlessPeer[] = [];
  private readonly senders: HeadlessSender[] = [];
  private readonly clips: readonly Clip[];
  private readonly sound: Sound;
  private readonly pacemaker = new Pacemaker();

  private constructor(clips: readonly Clip[], sound: Sound) {
    this.clips = clips;
    this.sound = sound;
  }

  static async prepare(page: Page): Promise<Company> {
    const clips: Clip[] = [];
    for (const hue of [12, 75, 140, 205, 262, 318]) clips.push(await recordClip(page, { hue }, 1, 8));
    return new Company(clips, await recordSound(page));
  }

  async join(origin: string, meetingId: string, count: number): Promise<void> {
    for (let index = this.peers.length; index < count; index += 1) {
      const name = names[index] ?? `${names[index % names.length]} ${Math.floor(index / names.length) + 1}`;
      const talks = index === 1;
      const withCamera = index % 4 !== 2;
      const peer = new HeadlessPeer(origin, meetingId, name, [
        talks ? microphoneOn : microphoneOff,
        ...(withCamera ? [camera] : []),
      ]);
      await peer.enter();
      this.peers.push(peer);
      if (!withCamera && !talks) continue;
      const clip = withCamera ? (this.clips[index % this.clips.length] ?? null) : null;
      const sender = new HeadlessSender(peer, { clip, sound: talks ? this.sound : null });
      await sender.start(this.pacemaker);
      sender.speak(talks);
      this.senders.push(sender);
    }
  }

  async leave(): Promise<void> {
    for (const sender of this.senders.splice(0)) sender.close();
    for (const peer of this.peers.splice(0)) await peer.leave();
  }
}
