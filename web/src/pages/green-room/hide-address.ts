import type { MeetingPreview } from '@parley/worker/contract/meetings.ts';

const storageKey = 'parley:hide-address';

/** Whether this person hid their network address last, in this browser. */
export function readHideAddress(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(storageKey) === 'yes';
}

export function writeHideAddress(storage: Pick<Storage, 'setItem'>, hide: boolean): void {
  storage.setItem(storageKey, hide ? 'yes' : 'no');
}

/**
 * What there is to decide about one's network address: nothing where all media go through the server (null); `cannot-hide` where
 * they only go directly and there is no relay to go over.
 */
export type AddressChoice = 'auto' | 'p2p' | 'cannot-hide' | null;

export function addressChoice({ media, relay }: Pick<MeetingPreview, 'media' | 'relay'>, hide: boolean): AddressChoice {
  if (media === 'sfu') return null;
  return media === 'p2p' && !relay && hide ? 'cannot-hide' : media;
}
