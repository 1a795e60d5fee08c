import { attendance } from './attendance.ts';
import { callTest } from './call-test.ts';
import { chat } from './chat.ts';
import { connection } from './connection.ts';
import { devices } from './devices.ts';
import { ends } from './ends.ts';
import { greenRoom } from './green-room.ts';
import { home } from './home.ts';
import { meeting } from './meeting.ts';
import { people } from './people.ts';
import { polls } from './polls.ts';
import { problems } from './problems.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { shortcuts } from './shortcuts.ts';
import { stage } from './stage.ts';
import { update } from './update.ts';

export const english = {
  attendance,
  callTest,
  chat,
  connection,
  devices,
  ends,
  greenRoom,
  home,
  meeting,
  people,
  polls,
  problems,
  schedule,
  settings,
  shortcuts,
  stage,
  update,
};
