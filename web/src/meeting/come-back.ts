const storageKey = (meetingId: string) => `parley:come-back:${meetingId}`;

/**
 * Before the page is loaded anew in the middle of a meeting: it is to come back by itself, with the seat that this tab has. What was
 * chosen for this stay and is kept nowhere else comes along.
 */
export function markComeBack(storage: Pick<Storage, 'setItem'>, meetingId: string, hideAddress: boolean): void {
  storage.setItem(storageKey(meetingId), hideAddress ? 'hidden' : 'open');
}

/** Once: a page that is loaded another time shows the green room. Null: nobody is to come back. */
export function takeComeBack(
  storage: Pick<Storage, 'getItem' | 'removeItem'>,
  meetingId: string,
): { hideAddress: boolean } | null {
  const stored = storage.getItem(storageKey(meetingId));
  storage.removeItem(storageKey(meetingId));
  return stored === 'hidden' || stored === 'open' ? { hideAddress: stored === 'hidden' } : null;
}
