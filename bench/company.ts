import { Boxes } from '../e2e/boxes.ts';
import { type HostApi, signInHost } from '../e2e/host-api.ts';
import { Person } from '../e2e/people/person.ts';
import { startParley } from '../e2e/start-parley.ts';
import { cutFirst } from './switch/cut-first.ts';

/** Two people who watch and hear each other all the time, a third one who comes and goes, and two boxes. */
export interface Company {
  readonly origin: string;
  readonly host: HostApi;
  readonly boxes: Boxes;
  readonly ada: Person;
  readonly ben: Person;
  /** Without camera and microphone: what is measured is not theirs to slow down. */
  readonly cleo: Person;
  /** All into a new meeting, the third one not yet; returns its link. */
  meet(media: 'auto' | 'sfu'): Promise<string>;
  /** Both play each other this way, and the other way is given up. */
  settled(way: 'p2p' | 'sfu'): Promise<void>;
  /** Cuts the signaling of the two; their media go on. */
  cutSignaling(): Promise<void>;
  /** From now on both cut what plays before they change over, as it is done where nobody makes before they break. */
  cutFirst(on: boolean): void;
  end(): Promise<void>;
}

export async function gather(portOffset: number): Promise<Company> {
  const parley = await startParley({ boxes: 2, portOffset, env: { JOIN_RATE_PER_MINUTE: '100000' } });
  const boxes = new Boxes(parley.system);
  const host = await signInHost(parley.origin);
  const [ada, ben, cleo] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37, watchful: true }),
    Person.arrive({ name: 'Ben', code: 170, watchful: true }),
    Person.arrive({ name: 'Cleo' }),
  ]);
  await ada.beSignedIn(host);
  const cuts = await Promise.all([ada, ben].map(({ page }) => cutFirst(page)));
  return {
    origin: parley.origin,
    host,
    boxes,
    ada,
    ben,
    cleo,
    meet: async (media) => {
      await boxes.linked(2);
      const link = `${parley.origin}/m/${await host.createMeeting('Bench', { media })}`;
      await ada.join(link);
      await ben.join(link);
      for (const [viewer, sender] of [
        [ada, ben],
        [ben, ada],
      ] as const) {
        await viewer.sees(sender, 40_000);
        await viewer.hears(sender, 40_000);
      }
      return link;
    },
    settled: async (way) => {
      await Promise.all([ada.isSettled(ben, way, 60_000), ben.isSettled(ada, way, 60_000)]);
    },
    cutSignaling: async () => {
      await Promise.all(cuts.map((cut) => cut.signaling()));
    },
    cutFirst: (on) => {
      for (const cut of cuts) cut.on = on;
    },
    end: async () => {
      await Promise.all([ada, ben, cleo].map((person) => person.go()));
      await parley.stop();
    },
  };
}
