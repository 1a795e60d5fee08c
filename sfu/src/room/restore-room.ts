import type { Room } from './room.ts';
import type { Restore } from './room-store.ts';

/**
 * Lets a room take in what the placement before had: who may come back, with their hands, what was said,
 * asked and answered, and who is in the spotlight. More may come while
 * people are on the way; whoever has come has their hand here.
 */
export function restoreRoom(room: Room, { expected, chat, polls, votes, spotlight }: Restore): void {
  for (const person of expected) {
    const peer = room.peers.get(person.id);
    if (peer?.present) {
      if (person.handRaisedAtMs === null || room.talk.hand(person.id) !== null) continue;
      room.talk.putHand(person.id, person.handRaisedAtMs);
      room.announcements.changed(person.id, true);
    } else {
      const isNew = room.expected.add(person);
      if (!isNew && room.talk.hand(person.id) === person.handRaisedAtMs) continue;
      room.talk.putHand(person.id, person.handRaisedAtMs);
      if (isNew) room.announcements.came(person.id);
      else room.announcements.changed(person.id, true);
    }
  }
  room.talk.restore(chat);
  room.polls.restore(polls, votes);
  if (spotlight === null || room.roster.has(spotlight)) room.spotlight.restore(spotlight);
  room.ways.look();
}
