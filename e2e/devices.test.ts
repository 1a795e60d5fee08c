import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type HostApi, signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

// Without camera or microphone a person still gets in, and is told what to do.

const { origin } = inject('parley');
let host: HostApi;
let link: string;
let ada: Person;
const others: Person[] = [];

beforeAll(async () => {
  host = await signInHost(origin, 'devices@example.org');
  link = `${origin}/m/${await host.createMeeting('Devices')}`;
  ada = await Person.arrive({ name: 'Ada', code: 37 });
  await ada.join(link);
});

picturesOnFailure(() => [ada, ...others]);

afterAll(async () => {
  await Promise.all([ada, ...others].map((person) => person?.go()));
});

test('no camera and no microphone on the machine', async () => {
  const dora = await Person.arrive({ name: 'Dora' });
  others.push(dora);
  await dora.open(link);
  await dora.seesText('No camera found');
  await dora.seesText('No microphone found');
  await dora.come();
  await dora.sees(ada);
  await dora.hears(ada);
  await ada.page.locator(ada.tile('Dora')).getByLabel('Muted').waitFor();
});

test('permission denied', async () => {
  const emil = await Person.arrive({ name: 'Emil', code: 99, devicesDenied: true });
  others.push(emil);
  await emil.open(link);
  await emil.seesText('The camera is blocked');
  await emil.seesText('The microphone is blocked');
  await emil.come();
  await emil.sees(ada);
});

test('a camera that another program holds: told so, and used once it is free', async () => {
  const fay = await Person.arrive({ name: 'Fay', code: 121 });
  others.push(fay);
  // No program here can hold the fake camera, so the browser's refusal is played to the page.
  await fay.page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      if (constraints?.video && !document.documentElement.dataset.cameraIsFree)
        throw new DOMException('', 'NotReadableError');
      return await open(constraints);
    };
  });
  await fay.open(link);
  await fay.seesText('The camera is busy');
  await fay.page.evaluate(() => {
    document.documentElement.dataset.cameraIsFree = 'yes';
  });
  await fay.press('Try again');
  await fay.come();
  await ada.sees(fay);
});

test('muted and without a picture before the join: the others see and hear exactly that', async () => {
  const gil = await Person.arrive({ name: 'Gil', code: 77 });
  others.push(gil);
  await gil.open(link);
  await gil.press('Mute microphone');
  await gil.press('Turn camera off');
  await gil.come();
  await ada.page.locator(ada.tile('Gil')).getByLabel('Muted').waitFor();
  expect(await ada.lookAt(gil)).toBeNull();
  await gil.press('Camera on');
  await ada.sees(gil);
});

test('after leaving, camera and microphone are off; coming back turns them on again', async () => {
  const hana = await Person.arrive({ name: 'Hana', code: 58 });
  others.push(hana);
  await hana.page.addInitScript(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { openedTracks: tracks });
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  const live = () =>
    hana.page.evaluate(() => {
      const { openedTracks } = window as unknown as { openedTracks: MediaStreamTrack[] };
      return openedTracks.filter(({ readyState }) => readyState === 'live').length;
    });
  await hana.join(link);
  await ada.sees(hana);
  expect(await live()).toBe(2);
  await hana.press('Leave');
  await hana.seesText('You left the meeting');
  expect(await live()).toBe(0);
  await hana.press('Come back');
  await ada.sees(hana);
  await ada.hears(hana);
});
