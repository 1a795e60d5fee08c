import { Boxes } from '../e2e/boxes.ts';
import { HeadlessPeer } from '../e2e/headless/headless-peer.ts';
import { type HostApi, signInHost } from '../e2e/host-api.ts';
import { Person } from '../e2e/people/person.ts';
import { startParley } from '../e2e/start-parley.ts';
import { cutFirst } from './switch/cut-first.ts';

/** Two people who watch and hear each other all the time, in a meeting on one of two boxes. */
export interface Company {
  readonly origin: string;
  readonly host: HostApi;
  readonly boxes: Boxes;
  readonly ada: Person;
  readonly ben: Person;
  /** Both into a new meeting. */
  meet(media: 'auto' | 'sfu'): Promise<void>;
  /** The box that serves it now. */
  serving(): Promise<string>;
  /** A third one for it, without a browser: what is measured is not theirs to slow down. */
  third(): HeadlessPeer;
  /** Both play each other this way, and the other way is given up. */
  settled(way: 'p2p' | 'sfu'): Promise<void>;
  /** Cuts the signaling of the two; their media go on. Of a company whose signaling can be cut. */
  cutSignaling(): Promise<void>;
  end(): Promise<void>;
}

/** Small windows: drawing without a graphics card would take the processor from what is measured. */
const viewport = { width: 720, height: 480 };

/**
 * `signaling`: left alone when absent. `can-be-cut`: its messages pass this process, which costs the pages time. `cut-first`: so they do,
 * and both cut what plays before they change over, as it is done where nobody makes before they break.
 */
export async function gather(portOffset: number, signaling?: 'can-be-cut' | 'cut-first'): Promise<Company> {
  const parley = await startParley({ boxes: 2, portOffset, env: { JOIN_RATE_PER_MINUTE: '100000' } });
  const boxes = new Boxes(parley.system);
  const host = await signInHost(parley.origin);
  const [ada, ben] = await Promise.all([
    Person.arrive({ name: 'Ada', code: 37, watchful: true, framesPerSecond: 30, viewport }),
    Person.arrive({ name: 'Ben', code: 170, watchful: true, framesPerSecond: 30, viewport }),
  ]);
  await ada.beSignedIn(host);
  let meetingId = '';
  const cuts = signaling ? await Promise.all([ada, ben].map(({ page }) => cutFirst(page))) : [];
  for (const cut of cuts) cut.on = signaling === 'cut-first';
  return {
    origin: parley.origin,
    host,
    boxes,
    ada,
    ben,
    meet: async (media) => {
      await boxes.linked(2);
      meetingId = await host.createMeeting('Bench', { media });
      const link = `${parley.origin}/m/${meetingId}`;
      await ada.join(link);
      await ben.join(link);
      for (const [viewer, sender] of [
        [ada, ben],
        [ben, ada],
      ] as const) {
        await viewer.sees(sender, 40_000);
        await viewer.hears(sender, 40_000);
      }
    },
    serving: () => boxes.serving(meetingId),
    third: () => new HeadlessPeer(parley.origin, meetingId, 'Cleo'),
    settled: async (way) => {
      await Promise.all([ada.isSettled(ben, way, 60_000), ben.isSettled(ada, way, 60_000)]);
    },
    cutSignaling: async () => {
      await Promise.all(cuts.map((cut) => cut.signaling()));
    },
    end: async () => {
      await Promise.all([ada, ben].map((person) => person.go()));
      await parley.stop();
    },
  };
}
