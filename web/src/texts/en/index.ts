import { chat } from './chat.ts';
import { connection } from './connection.ts';
import { devices } from './devices.ts';
import { ends } from './ends.ts';
import { greenRoom } from './green-room.ts';
import { home } from './home.ts';
import { meeting } from './meeting.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';

export const english = { home, greenRoom, devices, meeting, people, chat, connection, ends, problems };
