import { type Grant, grant, type Permissions, type Role } from '../../contract/roles.ts';

/** What guests may do wherever they are let in. */
const ofGuests: readonly Grant[] = ['receive', 'raise-hand', 'react', 'vote'];

/** What each permission adds to that. */
const permitted: Record<keyof Permissions, readonly Grant[]> = {
  mic: ['send-mic'],
  camera: ['send-camera'],
  screen: ['send-screen', 'send-screen-audio'],
  chat: ['chat'],
};

/** What a role may do on the box, where guests are permitted this. Nothing is allowed unless it is listed here. */
export function grantsOf(role: Role, permissions: Permissions): Grant[] {
  if (role !== 'guest') return [...grant.options];
  const names = Object.keys(permitted) as (keyof Permissions)[];
  return [...ofGuests, ...names.flatMap((name) => (permissions[name] ? permitted[name] : []))];
}
