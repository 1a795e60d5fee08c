import type { types } from 'mediasoup';
import type { SourceProducer, StreamData } from './endpoint.ts';

/** Most speakers told at once, how loud they must be (dBov; -127 is silence), and how often that is looked at. */
const settings = { maxEntries: 8, threshold: -60, interval: 300 } as const;

/** Watches the microphones of one router and remembers who spoke last. */
export class Speakers {
  private speaking: string[] = [];
  private readonly lastSpokeAtMs = new Map<string, number>();

  private readonly observer: types.AudioLevelObserver;
  /** Told the owners of the microphones, loudest first, when that list changed: at most every 300 ms. */
  onChange: (ownerIds: string[]) => void = () => {};
  /** Told at every look while somebody speaks, also when it is as before. */
  onLook: () => void = () => {};

  private constructor(observer: types.AudioLevelObserver) {
    this.observer = observer;
    const ownerOf = ({ producer }: { producer: types.Producer }) => (producer.appData as StreamData).ownerId;
    observer.on('volumes', (volumes) => this.update(volumes.map(ownerOf)));
    observer.on('silence', () => this.update([]));
  }

  static async open(router: types.Router): Promise<Speakers> {
    return new Speakers(await router.createAudioLevelObserver(settings));
  }

  /** The router takes a closed producer out by itself. */
  async watch(producer: SourceProducer): Promise<void> {
    await this.observer.addProducer({ producerId: producer.id });
  }

  /** Who speaks now, as it was told last. */
  get now(): readonly string[] {
    return this.speaking;
  }

  /** Forgets someone who left. */
  forget(ownerId: string): void {
    this.lastSpokeAtMs.delete(ownerId);
    if (this.speaking.includes(ownerId)) this.update(this.speaking.filter((id) => id !== ownerId));
  }

  /** When someone last spoke, in milliseconds since 1970; 0 for never. */
  lastSpoke(ownerId: string): number {
    return this.lastSpokeAtMs.get(ownerId) ?? 0;
  }

  private update(ownerIds: string[]): void {
    const now = Date.now();
    for (const id of ownerIds) this.lastSpokeAtMs.set(id, now);
    const changed = ownerIds.join() !== this.speaking.join();
    this.speaking = ownerIds;
    if (changed) this.onChange(ownerIds);
    this.onLook();
  }
}
