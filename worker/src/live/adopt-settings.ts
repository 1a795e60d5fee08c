import type { MeetingSettings } from '../meetings/meeting-store.ts';
import { type Room, reviewWaiting, sendBackWaiting, tellSettings } from './door.ts';
import { rightsChanged } from './rights.ts';

/** The meeting's own settings changed: what that means for who is in it and who waits. */
export async function adoptSettings(room: Room, settings: MeetingSettings): Promise<void> {
  const { state } = room;
  const { passcode } = state.facts;
  const before = JSON.stringify(state.permissions);
  state.adopt(settings);
  tellSettings(room);
  if (settings.passcode !== null && settings.passcode !== passcode) sendBackWaiting(room);
  reviewWaiting(room, Date.now());
  if (JSON.stringify(state.permissions) !== before) await rightsChanged(room);
}
