import { defaultMaxSeats, type Meeting } from '../../contract/meetings.ts';
import { allPermitted } from '../../contract/roles.ts';
import { mayHost } from '../auth/hosts.ts';
import { liveMeetingOf } from '../live/room-reports.ts';
import { log } from '../log.ts';
import { readAttendance } from '../meetings/attendance-store.ts';
import { newMeetingId } from '../meetings/meeting-id.ts';
import * as store from '../meetings/meeting-store.ts';
import { Refusal } from '../refusal.ts';
import { askMeeting } from './ask-meeting.ts';
import type { Call, Handler } from './endpoint.ts';
import { limit } from './limit.ts';

/** As its host sees it: without what is the service's own. */
function forHost({ ownerId: _, deleted: __, ...meeting }: store.StoredMeeting): Meeting {
  return meeting;
}

const defaults = {
  lobby: false,
  maxSeats: defaultMaxSeats,
  media: 'auto',
  passcode: null,
  beginsWithoutHost: true,
  permissions: allPermitted,
  schedule: null,
} satisfies Omit<store.MeetingSettings, 'title'>;

/** The settings of a new meeting: what is left out has its default. */
function settingsOf(body: Call<'createMeeting'>['body']): store.MeetingSettings {
  return { ...defaults, ...(body as Pick<store.MeetingSettings, 'title'> & Partial<store.MeetingSettings>) };
}

export const listMeetings: Handler<'listMeetings'> = async ({ env, by }) => ({
  meetings: (await store.listMeetings(env.DB, by.id)).map(forHost),
});

export const createMeeting: Handler<'createMeeting'> = async ({ env, by, body, nowMs }) => {
  if (!mayHost(env, by.email)) throw new Refusal('host-not-allowed');
  await limit(env, `create-meeting:${by.id}`, { windowSeconds: 60, max: 60 }, nowMs);
  const settings = settingsOf(body);
  // 45 random bits collide about never; a second try costs nothing.
  for (let attempt = 0; attempt < 5; attempt++) {
    const meeting = await store.insertMeeting(env.DB, newMeetingId(), by.id, settings, nowMs);
    if (!meeting) continue;
    log({ level: 'info', event: 'meeting-created', meetingId: meeting.id });
    return forHost(meeting);
  }
  throw new Error('No free meeting id was found.');
};

export const previewMeeting: Handler<'previewMeeting'> = async ({ env, params, address, account, nowMs }) => {
  const accountId = (await account())?.id ?? null;
  return askMeeting({ env, accountId, address, nowMs }, () =>
    liveMeetingOf(env, params.id).preview(params.id, accountId),
  );
};

export const changeMeeting: Handler<'changeMeeting'> = async ({ env, params, body }) => {
  const meeting = await store.updateMeeting(env.DB, params.id, body);
  if (!meeting) throw new Refusal('meeting-deleted');
  await liveMeetingOf(env, params.id).settingsChanged(forHost(meeting));
  return forHost(meeting);
};

export const listAttendance: Handler<'listAttendance'> = async ({ env, params }) => ({
  sessions: await readAttendance(env.DB, params.id),
});

export const deleteMeeting: Handler<'deleteMeeting'> = async ({ env, params, nowMs }) => {
  await store.deleteMeeting(env.DB, params.id, nowMs);
  await liveMeetingOf(env, params.id).deleted();
  return { ok: true };
};
