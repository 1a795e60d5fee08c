const storageKey = 'parley:name';

/** The name under which this person joined last, in this browser. */
export function readName(storage: Pick<Storage, 'getItem'>): string {
  return storage.getItem(storageKey) ?? '';
}

export function writeName(storage: Pick<Storage, 'setItem'>, name: string): void {
  storage.setItem(storageKey, name);
}
