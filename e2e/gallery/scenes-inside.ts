import type { Page } from 'playwright-core';
import type { Scene, Stage } from './scenes.ts';

/** In a meeting, with more and more people. */
export const insideScenes: readonly Scene[] = [
  {
    name: 'meeting',
    play: async (stage) => {
      const { owner, company, pictures, prefix, host, origin } = stage;
      const words = owner.words;
      const id = await host.createMeeting('Form 7b: mathematics');
      await comeIn(owner.page, `${origin}/m/${id}`, words.greenRoom.name, 'Ms Okafor');
      await pictures.take(owner.page, `${prefix}-meeting-alone`);
      await company.join(origin, id, 1);
      await settled(owner.page);
      await pictures.take(owner.page, `${prefix}-meeting-2`);
      await company.join(origin, id, 6);
      await settled(owner.page);
      await pictures.take(owner.page, `${prefix}-meeting-7`);
      await withPanels(stage);
      await company.join(origin, id, 24);
      await settled(owner.page);
      await pictures.take(owner.page, `${prefix}-meeting-25`);
      await owner.press(words.meeting.people);
      await pictures.take(owner.page, `${prefix}-people-25`);
      await owner.escape();
      await company.leave();
    },
  },
];

async function comeIn(page: Page, link: string, nameLabel: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel(nameLabel).fill(name);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => performance.getEntriesByName('parley:joined').length > 0);
  await settled(page);
}

/** Pictures have come, toasts have gone. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(6_000);
}

async function withPanels({ owner, company, pictures, prefix }: Stage): Promise<void> {
  const { words, page } = owner;
  const [amina, ben, , chloe, mohammed] = company.peers;
  await amina?.request('setHand', { raised: true });
  await chloe?.request('setHand', { raised: true });
  await ben?.request('sendChat', { text: 'Is **exercise 4** due today? See https://example.org/maths/7b?page=4' });
  await mohammed?.request('sendChat', { text: 'نعم، حتى المساء' });
  await chloe?.request('sendChat', { text: 'Thank you!\n- first the proof\n- then `x² + y²`' });
  await page.waitForTimeout(500);
  await pictures.take(page, `${prefix}-meeting-hands`);
  await owner.press(words.meeting.chat);
  await page.waitForTimeout(800);
  await pictures.take(page, `${prefix}-chat`);
  await owner.press(words.meeting.people);
  await pictures.take(page, `${prefix}-people`);
  await owner.press(words.meeting.polls);
  await page.waitForTimeout(500);
  await pictures.take(page, `${prefix}-polls-none`);
  await owner.press(words.polls.create);
  await page.getByLabel(words.polls.question).fill('Which proof shall we do next?');
  await page.getByLabel(words.polls.option(1)).fill('Pythagoras');
  await page.getByLabel(words.polls.option(2)).fill('Infinitely many primes');
  await pictures.take(page, `${prefix}-poll-new`);
  await owner.press(words.polls.start);
  await page.waitForTimeout(800);
  for (const [index, peer] of [amina, ben, chloe, mohammed].entries()) {
    const { polls = [] } = (await peer?.request('readPolls', {})) ?? {};
    const poll = polls[0]?.poll;
    if (poll) await peer?.request('votePoll', { pollId: poll.id, option: index % 3 === 0 ? 0 : 1 });
  }
  await page.waitForTimeout(1_200);
  await pictures.take(page, `${prefix}-poll`);
  await owner.press(words.meeting.connection);
  await page.waitForTimeout(2_500);
  await pictures.take(page, `${prefix}-connection`);
  await owner.escape();
  await owner.press(words.meeting.devices);
  await page.waitForTimeout(800);
  await pictures.take(page, `${prefix}-devices`);
  await owner.escape();
  await owner.press(words.meeting.shortcuts);
  await page.waitForTimeout(500);
  await pictures.take(page, `${prefix}-shortcuts`);
  await owner.escape();
  await owner.press(words.meeting.leave);
  await page.waitForTimeout(500);
  await pictures.take(page, `${prefix}-leave`);
  await owner.escape();
}
