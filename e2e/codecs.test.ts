import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { signInHost } from './host-api.ts';
import { codecsInUse, rememberConnections } from './people/connection-stats.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

const { origin } = inject('parley');
let ada: Person;
let ben: Person;

beforeAll(async () => {
  const host = await signInHost(origin, 'codecs@example.org');
  const link = `${origin}/m/${await host.createMeeting('Codecs')}`;
  [ada, ben] = await Promise.all([Person.arrive({ name: 'Ada', code: 37 }), Person.arrive({ name: 'Ben', code: 170 })]);
  for (const { page } of [ada, ben]) await page.addInitScript(rememberConnections);
  await ada.join(`${link}?codec=h264`);
  await ben.join(link);
});

picturesOnFailure(() => [ada, ben]);

afterAll(async () => {
  await Promise.all([ada?.go(), ben?.go()]);
});

test('someone who sends H264 and someone who sends VP8 see and hear each other', async () => {
  await ben.sees(ada);
  await ada.sees(ben);
  await ben.hears(ada);
  expect((await codecsInUse(ben.page, 'inbound-rtp')).map(({ mimeType }) => mimeType)).toContain('video/H264');
  expect((await codecsInUse(ada.page, 'inbound-rtp')).map(({ mimeType }) => mimeType)).toContain('video/VP8');
});

test('speech travels as Opus with forward error correction and without sound in silence', async () => {
  const opus = (await codecsInUse(ben.page, 'outbound-rtp')).find(({ mimeType }) => mimeType === 'audio/opus');
  expect(opus?.parameters).toMatch(/useinbandfec=1/);
  expect(opus?.parameters).toMatch(/usedtx=1/);
  expect(opus?.parameters).not.toMatch(/stereo=1/);
});
