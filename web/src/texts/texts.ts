import { devices } from './en/devices.ts';
import { ends } from './en/ends.ts';
import { greenRoom } from './en/green-room.ts';
import { home } from './en/home.ts';
import { meeting } from './en/meeting.ts';
import { people } from './en/people.ts';

/** Every word that a person reads, in one tree: another language is another tree of this type. */
export const texts = { home, greenRoom, devices, meeting, people, ends };
export type Texts = typeof texts;
