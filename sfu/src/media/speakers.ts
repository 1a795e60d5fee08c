import type { types } from 'mediasoup';
import type { StreamData } from './endpoint.ts';

/** Most speakers told at once, how loud they must be (dBov; -127 is silence), and how often that is looked at. */
export const speakerSettings = { maxEntries: 8, threshold: -60, interval: 300 } as const;

interface Loud {
  ownerId: string;
  /** In dBov. */
  volume: number;
}

/** Follows the microphones of one or several routers and remembers who spoke last. */
export class Speakers {
  private speaking: string[] = [];
  private readonly lastSpokeAtMs = new Map<string, number>();
  /** What each router heard last. */
  private readonly heard = new Map<types.AudioLevelObserver, Loud[]>();

  /** Told the owners of the microphones, loudest first, when that list changed: at most every 300 ms for each router. */
  onChange: (ownerIds: string[]) => void = () => {};
  /** Told at every look while somebody speaks, also when it is as before. */
  onLook: () => void = () => {};

  /** Listens to what one router more hears, until it closes. */
  listen(levels: types.AudioLevelObserver): void {
    const ownerOf = (producer: types.Producer) => (producer.appData as StreamData).ownerId;
    levels.on('volumes', (volumes) => {
      this.hear(
        levels,
        volumes.map(({ producer, volume }) => ({ ownerId: ownerOf(producer), volume })),
      );
    });
    levels.on('silence', () => this.hear(levels, []));
    levels.observer.once('close', () => this.heard.has(levels) && this.hear(levels, []));
  }

  /** Who speaks now, as it was told last. */
  get now(): readonly string[] {
    return this.speaking;
  }

  /** Forgets someone who left. */
  forget(ownerId: string): void {
    this.lastSpokeAtMs.delete(ownerId);
    for (const [levels, loud] of this.heard) {
      this.heard.set(
        levels,
        loud.filter((each) => each.ownerId !== ownerId),
      );
    }
    if (this.speaking.includes(ownerId)) this.update(this.speaking.filter((id) => id !== ownerId));
  }

  /** When someone last spoke, in milliseconds since 1970; 0 for never. */
  lastSpoke(ownerId: string): number {
    return this.lastSpokeAtMs.get(ownerId) ?? 0;
  }

  private hear(levels: types.AudioLevelObserver, loud: Loud[]): void {
    if (loud.length > 0) this.heard.set(levels, loud);
    else this.heard.delete(levels);
    const loudest = [...this.heard.values()].flat().toSorted((a, b) => b.volume - a.volume);
    this.update(loudest.slice(0, speakerSettings.maxEntries).map(({ ownerId }) => ownerId));
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
