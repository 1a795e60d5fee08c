import { preferPublic } from '../src/media/listen-addresses.ts';
import type { Settings } from './settings.ts';

/**
 * Addresses of the machine that coturn relays from. It takes any of a family, so those that nobody outside reaches are left out when
 * there are others: what it relayed from them would be told to people as the address to answer.
 */
export function relayAddresses({ box }: Pick<Settings, 'box'>): string[] {
  return preferPublic(box.mediaAddresses, ({ listen, announced }) => announced ?? listen).map(({ listen }) => listen);
}
