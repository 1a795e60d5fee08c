import type { Epoch, Mode, RoomMode } from '@parley/sfu/contract/shapes.ts';
import { laterEpoch } from './epochs.ts';

/** Which way the room wants media to go now, and with whom that is settled: both ends play each other so. */
export class WantedMode {
  #current: RoomMode | null = null;
  readonly #settled = new Set<string>();

  get current(): RoomMode | null {
    return this.#current;
  }

  /** A wish of a newer epoch starts from the beginning; one of an older epoch is dropped. */
  accept(mode: RoomMode): 'older' | 'same' | 'newer' {
    if (this.#current && laterEpoch(this.#current.epoch, mode.epoch)) return 'older';
    const isNewer = !this.#current || laterEpoch(mode.epoch, this.#current.epoch);
    this.#current = mode;
    if (isNewer) this.#settled.clear();
    return isNewer ? 'newer' : 'same';
  }

  /** Said of this wish, not of one before. */
  isMeant(epoch: Epoch, path: Mode): boolean {
    return this.#current !== null && this.#current.mode === path && !laterEpoch(this.#current.epoch, epoch);
  }

  isSettled(participantId: string): boolean {
    return this.#settled.has(participantId);
  }

  settle(participantId: string): void {
    this.#settled.add(participantId);
  }

  /** They left, or everything with them begins anew. */
  forget(participantId: string): void {
    this.#settled.delete(participantId);
  }
}
