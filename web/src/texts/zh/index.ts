import type { Texts } from '../texts.ts';
import { callTest } from './call-test.ts';
import { home } from './home.ts';
import { attendance, ends, greenRoom, schedule } from './moments.ts';
import { problems } from './problems.ts';
import { settings } from './settings.ts';

export const texts: Partial<Texts> = { home, settings, schedule, attendance, greenRoom, ends, problems, callTest };
