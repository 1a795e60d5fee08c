import type { ClassMedia } from '../../e2e/headless/class-room.ts';
import { HeadlessPeer } from '../../e2e/headless/headless-peer.ts';
import { HeadlessSender } from '../../e2e/headless/headless-sender.ts';
import { Pacemaker } from '../../e2e/headless/pacemaker.ts';

/** Of the room, so many send pictures and voices; the others are names on tiles. */
const senders = 12;
const atOnce = 4;
/** What somebody does, one after the other, as fast as `start` says. Weighted by how often it is in here. */
const doings = ['mute', 'hand', 'mute', 'react', 'swap', 'mute', 'hand', 'speak', 'mute', 'swap'] as const;
type Doing = (typeof doings)[number];

interface Attender {
  readonly peer: HeadlessPeer;
  readonly sender: HeadlessSender | null;
  muted: boolean;
  handUp: boolean;
}

/** A room of headless people who can be set to come and go, mute, talk, raise hands and react all the time. */
export class Churn {
  private readonly origin: string;
  private readonly meetingId: string;
  private readonly media: ClassMedia;
  private readonly people: Attender[] = [];
  private readonly pacemaker = new Pacemaker();
  private names = 0;
  private turn = 0;

  constructor(origin: string, meetingId: string, media: ClassMedia) {
    this.origin = origin;
    this.meetingId = meetingId;
    this.media = media;
  }

  async fill(count: number): Promise<void> {
    let left = count;
    const comeOneByOne = async () => {
      while (left-- > 0) this.people.push(await this.come(this.names < senders));
    };
    await Promise.all(Array.from({ length: atOnce }, comeOneByOne));
  }

  /** So many things a second, for so long; resolves when the last one is done, with how many there were. */
  async during(ms: number, perSecond: number): Promise<number> {
    const under: Promise<void>[] = [];
    const from = performance.now();
    while (performance.now() - from < ms) {
      under.push(this.act(doings[this.turn % doings.length] as Doing));
      this.turn += 1;
      await pause(from + (under.length * 1000) / perSecond - performance.now());
    }
    await Promise.all(under);
    return under.length;
  }

  async empty(): Promise<void> {
    for (const { sender } of this.people) sender?.close();
    await Promise.all(this.people.map(({ peer }) => peer.leave()));
  }

  private async come(sends: boolean): Promise<Attender> {
    this.names += 1;
    const peer = new HeadlessPeer(this.origin, this.meetingId, `Person ${this.names}`, [
      { source: 'mic', muted: !sends },
      ...(sends ? [{ source: 'camera' as const, muted: false }] : []),
    ]);
    await peer.enter();
    const sender = sends ? new HeadlessSender(peer, this.media) : null;
    await sender?.start(this.pacemaker);
    return { peer, sender, muted: !sends, handUp: false };
  }

  private async act(doing: Doing): Promise<void> {
    const talkers = this.people.filter(({ sender }) => sender !== null);
    // Primes, so that each kind of thing goes round everybody.
    const talker = talkers[(this.turn * 7) % talkers.length] as Attender;
    const anybody = this.people[(this.turn * 13) % this.people.length] as Attender;
    if (doing === 'swap') await this.swap();
    else if (doing === 'speak') for (const one of talkers) one.sender?.speak(one === talker);
    else if (doing === 'react') await anybody.peer.request('react', { reaction: '👍' });
    else if (doing === 'hand') {
      anybody.handUp = !anybody.handUp;
      await anybody.peer.request('setHand', { raised: anybody.handUp });
    } else {
      talker.muted = !talker.muted;
      await talker.peer.request('setSource', { source: 'mic', muted: talker.muted });
    }
  }

  /** Somebody without a picture leaves, and somebody new comes. */
  private async swap(): Promise<void> {
    const index = this.people.findIndex(({ sender }) => sender === null);
    const [gone] = this.people.splice(index, 1);
    await gone?.peer.leave();
    this.people.push(await this.come(false));
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
