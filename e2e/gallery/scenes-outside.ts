import type { Scene } from './scenes.ts';

const local = (daysAhead: number, time: string) =>
  `${new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 10)}T${time}`;

/** Before and after a meeting, and where there is none. */
export const outsideScenes: readonly Scene[] = [
  {
    name: 'home-stranger',
    play: async ({ guest, origin, pictures, prefix }) => {
      await guest.open(origin);
      await pictures.take(guest.page, `${prefix}-home-stranger`);
    },
  },
  {
    name: 'home-host',
    play: async ({ owner, host, origin, pictures, prefix }) => {
      const weekly = { timeZone: 'Europe/Berlin', durationMinutes: 90, repeats: 'weekly', until: null } as const;
      await host.createMeeting('Tuesday choir', { schedule: { startsAt: local(1, '18:30'), ...weekly } });
      await host.createMeeting('Form 7b: mathematics, second half of the year', { lobby: true, passcode: 'Pi=3.14' });
      await host.createMeeting('Office hours', { beginsWithoutHost: false, media: 'p2p' });
      await owner.open(origin);
      await pictures.take(owner.page, `${prefix}-home-host`);
      await owner.press(owner.words.home.meetings.scheduleNew);
      await pictures.take(owner.page, `${prefix}-new-meeting`);
      await owner.escape();
    },
  },
  {
    name: 'green-room',
    play: async ({ guest, host, origin, pictures, prefix }) => {
      const schedule = {
        startsAt: new Date(Date.now() + 50 * 60_000).toISOString().slice(0, 16),
        timeZone: 'UTC',
        durationMinutes: 45,
        repeats: 'never',
        until: null,
      } as const;
      const id = await host.createMeeting('Piano lesson', {
        passcode: 'Clair2Lune',
        schedule,
        beginsWithoutHost: false,
      });
      await guest.open(`${origin}/m/${id}`);
      await pictures.take(guest.page, `${prefix}-green-room-passcode`);
      await guest.page.getByLabel(guest.words.greenRoom.name).fill('Chloé');
      await guest.page.getByLabel(guest.words.greenRoom.passcode.label).fill('wrong-one');
      await guest.page.keyboard.press('Enter');
      await guest.page.getByRole('alert').first().waitFor();
      await pictures.take(guest.page, `${prefix}-green-room-passcode-wrong`);
      await guest.page.getByLabel(guest.words.greenRoom.passcode.label).fill('Clair2Lune');
      await guest.page.keyboard.press('Enter');
      await guest.page.waitForTimeout(1_500);
      await pictures.take(guest.page, `${prefix}-waiting-for-host`);
    },
  },
  {
    name: 'call-test',
    play: async ({ guest, host, origin, pictures, prefix }) => {
      await guest.open(`${origin}/m/${await host.createMeeting('Call test')}`);
      await pictures.take(guest.page, `${prefix}-green-room`);
      await guest.press(guest.words.callTest.open);
      await guest.page.waitForTimeout(12_000);
      await pictures.take(guest.page, `${prefix}-call-test`);
    },
  },
  {
    name: 'ends',
    play: async ({ guest, host, origin, pictures, prefix }) => {
      await guest.open(`${origin}/m/zzz-zzzz-zzz`);
      await pictures.take(guest.page, `${prefix}-no-such-meeting`);
      await guest.open(`${origin}/nowhere`);
      await pictures.take(guest.page, `${prefix}-no-such-page`);
      await guest.open(`${origin}/m/${await host.createMeeting('Tuesday choir')}`);
      await guest.page.getByLabel(guest.words.greenRoom.name).fill('Ben');
      await guest.page.keyboard.press('Enter');
      await guest.page.waitForFunction(() => performance.getEntriesByName('parley:joined').length > 0);
      await guest.page.waitForTimeout(1_000);
      await guest.press(guest.words.meeting.leave);
      await guest.page.waitForTimeout(1_000);
      await pictures.take(guest.page, `${prefix}-left`);
    },
  },
];
