import { afterAll, beforeAll, inject, test } from 'vitest';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';

const { origin } = inject('parley');
let ada: Person;

beforeAll(async () => {
  ada = await Person.arrive({ name: 'Ada', code: 37 });
});

picturesOnFailure(() => [ada]);

afterAll(async () => {
  await ada?.go();
});

test('a wrong code is refused with what to do, the right one signs in', async () => {
  await ada.page.goto(origin);
  await ada.page.getByLabel('E-mail address').fill('passkey@example.org');
  await ada.press('Send me a code');
  await ada.seesText('here is your code');
  await ada.page.getByLabel('Code', { exact: true }).fill('000000');
  await ada.press(/^Sign in$/);
  await ada.seesText('That code does not fit');
  await ada.press('Use it');
  await ada.press(/^Sign in$/);
  await ada.seesText('Your meetings');
});

test('a passkey is added once and signs in from then on', async () => {
  const session = await ada.context.newCDPSession(ada.page);
  await session.send('WebAuthn.enable');
  // A fingerprint reader as in a laptop, which always says yes.
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await ada.press('Add a passkey');
  await ada.seesText('Passkey added');
  await ada.press('Sign out');
  await ada.press('Sign in with a passkey');
  await ada.seesText('Your meetings');
  await ada.seesText('passkey@example.org');
});

test('meetings are renamed and deleted on the home page', async () => {
  await ada.createMeeting('Monday maths');
  await ada.page.getByRole('button', { name: 'Settings: Monday maths' }).click();
  await ada.page.getByRole('dialog').getByLabel('What is it about?').fill('Friday physics');
  await ada.press('Save');
  await ada.page.getByRole('heading', { name: 'Friday physics' }).waitFor();
  await ada.page.reload();
  await ada.page.getByRole('button', { name: 'Delete: Friday physics' }).click();
  await ada.press('Delete meeting');
  await ada.seesText('No meetings yet');
});
