import type { Texts } from '../texts.ts';
import { callTest } from './call-test.ts';
import { devices } from './devices.ts';
import { home } from './home.ts';
import { attendance, ends, greenRoom, schedule } from './moments.ts';
import { problems } from './problems.ts';
import { connection, meeting, shortcuts, stage } from './room.ts';
import { settings } from './settings.ts';
import { chat, people, polls } from './talk.ts';
import { update } from './update.ts';

export const texts: Texts = {
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
