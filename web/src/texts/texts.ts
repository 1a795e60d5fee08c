import { chat } from './en/chat.ts';
import { connection } from './en/connection.ts';
import { devices } from './en/devices.ts';
import { ends } from './en/ends.ts';
import { greenRoom } from './en/green-room.ts';
import { home } from './en/home.ts';
import { meeting } from './en/meeting.ts';
import { people } from './en/people.ts';

/** Every word that a person reads, in one tree: another language will be another tree of the same type. */
export const texts = { home, greenRoom, devices, meeting, people, chat, connection, ends };
