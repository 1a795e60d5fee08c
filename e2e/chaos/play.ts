import { Boxes } from '../boxes.ts';
import { eventually } from '../eventually.ts';
import { HeadlessPeer } from '../headless/headless-peer.ts';
import { signInHost } from '../host-api.ts';
import { Person } from '../people/person.ts';
import type { RunningSystem } from '../start-parley.ts';
import { readBoxCounts } from './box-counts.ts';
import { type Dice, dice } from './dice.ts';

export interface ChaosOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** What a box killed takes along must be back before the next one may die: with none left, no meeting can go on. */
const boxDeathPauseMs = 25_000;

/**
 * Plays random things in one meeting on two boxes for some time: people come, go, reload, mute, share; signaling is cut; media
 * workers and boxes are killed. Then it waits: everybody sees and hears everybody again, and when all have left, nothing is left.
 * @throws when that is not so
 */
export async function playChaos(system: RunningSystem, { seconds, seed, say }: ChaosOptions): Promise<void> {
  const throws = dice(seed);
  const boxes = new Boxes(system);
  const host = await signInHost(system.origin, 'chaos@example.org');
  const meetingId = await host.createMeeting('Chaos');
  const link = `${system.origin}/m/${meetingId}`;
  const people = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37 }),
    Person.arrive({ name: 'Ben', code: 170 }),
    Person.arrive({ name: 'Cleo', code: 214 }),
  ]);
  const cutters = new Map<Person, () => Promise<void>>();
  for (const person of people) cutters.set(person, await cuttable(person));
  const headless = ['Hal', 'Iris'].map((name) => new HeadlessPeer(system.origin, meetingId, name));
  try {
    for (const person of people) await person.join(link);

    const untilMs = Date.now() + seconds * 1000;
    let boxMayDieAtMs = Date.now() + 5_000;
    while (Date.now() < untilMs) {
      const action = chooseAction(throws, Date.now() >= boxMayDieAtMs);
      const person = throws.pick(people);
      const peer = throws.pick(headless);
      say(`${((untilMs - Date.now()) / 1000).toFixed(0)} s left: ${action} (${person.name})`);
      if (action === 'box dies') boxMayDieAtMs = Date.now() + boxDeathPauseMs;
      // What cannot be done now (a button is not there, nobody is inside) is not done: that is chaos, not a failure.
      await act(action, { person, peer, meetingId, boxes, cut: cutters.get(person) as () => Promise<void> }).catch(
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, 200 + throws.next() * 1_800));
    }

    say('calm: everybody comes back');
    await boxes.linked(2);
    for (const peer of headless) await peer.leave();
    await Promise.all(people.map((person) => bringBack(person, link)));
    for (const viewer of people) {
      for (const other of people) {
        if (viewer === other) continue;
        await viewer.sees(other, 60_000);
        await viewer.hears(other, 60_000);
      }
    }
    const thrown = people.flatMap(({ name, said }) =>
      said.filter((line) => line.startsWith('thrown:')).map((line) => `${name}: ${line}`),
    );
    if (thrown.length > 0) throw new Error(`Pages threw:\n${thrown.join('\n')}`);

    say('all leave');
    for (const person of people) await person.leaves();
    await nothingIsLeft(system);
  } finally {
    await Promise.all(people.map((person) => person.go()));
    for (const peer of headless) peer.cut();
  }
}

const actions = [
  [10, 'mute'],
  [10, 'camera'],
  [5, 'share'],
  [6, 'reload'],
  [6, 'leave'],
  [6, 'signaling is cut'],
  [12, 'headless comes'],
  [6, 'headless leaves'],
  [6, 'headless is cut'],
  [4, 'headless misbehaves'],
  [3, 'media worker dies'],
] as const;
type Action = (typeof actions)[number][1] | 'box dies';

function chooseAction(throws: Dice, boxMayDie: boolean): Action {
  return throws.weighted<Action>(boxMayDie ? [...actions, [6, 'box dies']] : actions);
}

interface Cast {
  person: Person;
  peer: HeadlessPeer;
  meetingId: string;
  boxes: Boxes;
  cut: () => Promise<void>;
}

async function act(action: Action, { person, peer, meetingId, boxes, cut }: Cast): Promise<void> {
  switch (action) {
    case 'mute':
      return press(person, /^(Mute|Unmute)$/);
    case 'camera':
      return press(person, /^Camera (on|off)$/);
    case 'share':
      return press(person, /^(Share screen|Stop sharing)$/);
    case 'reload':
      await person.page.reload();
      return press(person, /^(Join|Start meeting)$/);
    case 'leave':
      return (await person.page.getByRole('button', { name: 'Come back' }).isVisible())
        ? press(person, 'Come back')
        : press(person, 'Leave');
    case 'signaling is cut':
      return cut();
    case 'headless comes':
      return peer.come();
    case 'headless leaves':
      return peer.leave();
    case 'headless is cut':
      return peer.cut();
    case 'headless misbehaves':
      return peer.misbehave();
    case 'media worker dies':
      for (const pid of boxes.mediaWorkerPids(await boxes.serving(meetingId))) process.kill(pid, 'SIGKILL');
      return;
    case 'box dies':
      return boxes.signal(await boxes.serving(meetingId), 'SIGKILL');
  }
}

async function press(person: Person, name: string | RegExp): Promise<void> {
  await person.page.getByRole('button', { name }).first().click({ timeout: 1_500 });
}

/** In the meeting, with camera and microphone on, whatever page and state it is in now. */
async function bringBack(person: Person, link: string): Promise<void> {
  const { page } = person;
  const leave = page.getByRole('button', { name: 'Leave', exact: true });
  if (!(await leave.isVisible())) {
    await page.goto(link);
    await person.come();
  }
  for (const name of ['Unmute', 'Camera on']) {
    // Whoever speaks while muted is offered the same beside it; the control bar comes last.
    const button = page.getByRole('button', { name, exact: true }).last();
    if (await button.isVisible()) await button.click();
  }
}

/** A way to cut a person's signaling, which then comes back by itself. */
async function cuttable({ page }: Person): Promise<() => Promise<void>> {
  const open = new Set<() => Promise<void>>();
  await page.routeWebSocket(/\/signaling\//, (client) => {
    const server = client.connectToServer();
    const cut = () => Promise.all([client.close(), server.close()]).then(() => undefined);
    open.add(cut);
    client.onClose(() => {
      open.delete(cut);
      void server.close();
    });
  });
  return async () => {
    for (const cut of open) await cut();
    open.clear();
  };
}

async function nothingIsLeft(system: RunningSystem): Promise<void> {
  await eventually(async () => {
    for (const origin of system.boxOrigins) {
      const left = Object.entries(await readBoxCounts(system, origin)).filter(([, count]) => count !== 0);
      if (left.length > 0)
        throw new Error(`Left on ${origin}: ${left.map(([name, count]) => `${count} ${name}`).join(', ')}`);
    }
  }, 100_000);
}
