type Store = Pick<Storage, 'getItem' | 'setItem'>;

const keyOf = (meetingId: string) => `parley:read:${meetingId}`;

/**
 * Number of the last message that this participant saw, kept over a reload; 0 for none. Somebody who comes anew is another
 * participant, and the meeting may have begun to count anew.
 */
export function readSeen(store: Store, meetingId: string, participantId: string): number {
  const [id, seq] = (store.getItem(keyOf(meetingId)) ?? '').split(' ');
  const known = Number(seq);
  return id === participantId && Number.isSafeInteger(known) && known > 0 ? known : 0;
}

export function writeSeen(store: Store, meetingId: string, participantId: string, seq: number): void {
  store.setItem(keyOf(meetingId), `${participantId} ${seq}`);
}
