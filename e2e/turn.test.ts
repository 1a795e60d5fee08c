import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { type HostApi, signInHost } from './host-api.ts';
import { Archipelago, type Island, islandsImpossible, mainland, type Reachable } from './islands.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { basePorts, startParley } from './start-parley.ts';

// Two people behind firewalls that let through the web, the signaling and one way to a TURN server, and nothing else: neither reaches
// the other, nor the box's media port.

const impossible = islandsImpossible();
const portOffset = 80;
const turn = { plain: 3978, tls: 5979 };
/** Shorter than a call: the credentials of the first test have expired in the last one. */
const credentialsLastSeconds = 15;
const ways: readonly { name: string; reachable: Reachable }[] = [
  { name: 'UDP', reachable: { protocol: 'udp', ports: [turn.plain] } },
  { name: 'TCP', reachable: { protocol: 'tcp', ports: [turn.plain] } },
  { name: 'TLS', reachable: { protocol: 'tcp', ports: [turn.tls] } },
];

describe.skipIf(impossible !== null)(
  impossible ? `TURN is the only way (${impossible})` : 'TURN is the only way',
  () => {
    let archipelago: Archipelago;
    let parley: Awaited<ReturnType<typeof startParley>>;
    let host: HostApi;
    const islands: Island[] = [];
    let people: [Person, Person] | undefined;

    beforeAll(async () => {
      archipelago = new Archipelago();
      const secret = 'a-secret-of-the-tests-that-turn-shares';
      await archipelago.startTurn(process.env.PARLEY_TURNSERVER ?? 'turnserver', secret, turn);
      const urls = [
        `turn:${mainland}:${turn.plain}?transport=udp`,
        `turn:${mainland}:${turn.plain}?transport=tcp`,
        `turns:${mainland}:${turn.tls}?transport=tcp`,
      ];
      parley = await startParley({
        portOffset,
        env: {
          TURN_URLS: urls.join(','),
          TURN_SECRET: secret,
          TURN_LIFE_SECONDS: String(credentialsLastSeconds),
          PARLEY_MEDIA_ADDRESSES: mainland,
        },
      });
      host = await signInHost(parley.origin, 'turn@example.org');
      for (const port of [basePorts.worker, basePorts.box]) await archipelago.expose(port + portOffset);
      for (let count = 0; count < 2; count += 1)
        islands.push(archipelago.rise(process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium'));
    });

    picturesOnFailure(() => people ?? []);

    afterAll(async () => {
      await Promise.all((people ?? []).map((person) => person.go()));
      await parley?.stop();
      archipelago?.sink();
    });

    async function meet(media: 'sfu' | 'p2p', way: Reachable): Promise<[Person, Person]> {
      await Promise.all((people ?? []).map((person) => person.go()));
      for (const island of islands) {
        const web = [basePorts.worker, basePorts.box].map((port) => port + portOffset);
        island.allow([{ protocol: 'tcp', ports: web }, way]);
      }
      const link = `${parley.origin}/m/${await host.createMeeting('Behind firewalls', { media })}`;
      const args = [`--host-resolver-rules=MAP localhost ${mainland}`, '--ignore-certificate-errors'];
      const [ada, ben] = await Promise.all([
        Person.arrive({ name: 'Ada', code: 37, args, executable: islands[0]?.chromium, watchful: true }),
        Person.arrive({ name: 'Ben', code: 170, args, executable: islands[1]?.chromium, watchful: true }),
      ]);
      people = [ada, ben];
      await ada.join(link);
      await ben.join(link);
      await eachSeesAndHears();
      return people;
    }

    async function eachSeesAndHears(): Promise<void> {
      const [ada, ben] = people as [Person, Person];
      await ada.sees(ben, 40_000);
      await ben.sees(ada, 40_000);
      await ada.hears(ben, 40_000);
      await ben.hears(ada, 40_000);
    }

    for (const media of ['sfu', 'p2p'] as const)
      test.each(ways)(
        `${media === 'sfu' ? 'through the box' : 'directly'}, over $name`,
        async ({ reachable }) => {
          await meet(media, reachable);
        },
        120_000,
      );

    test('a call outlives the expiry of its credentials, and an ICE restart gets new ones', async () => {
      const [ada, ben] = await meet('sfu', (ways[0] as (typeof ways)[number]).reachable);
      const [adaFrom, benFrom] = [await ada.witness.nowMs(), await ben.witness.nowMs()];
      // Three refreshes of the 20 s allocation, the last two after the credentials have expired.
      await new Promise((resolve) => setTimeout(resolve, (credentialsLastSeconds + 17) * 1000));
      for (const [viewer, sender, from] of [
        [ada, ben, adaFrom],
        [ben, ada, benFrom],
      ] as const) {
        const gaps = await viewer.witness.gaps(sender, from, await viewer.witness.nowMs());
        expect(gaps.videoMs, `pictures of ${sender.name}`).toBeLessThan(1_000);
      }
      // Another network: every connection has to find its way anew, with credentials that are good now.
      islands[0]?.allow([
        { protocol: 'tcp', ports: [basePorts.worker, basePorts.box].map((port) => port + portOffset) },
        (ways[1] as (typeof ways)[number]).reachable,
      ]);
      await eventually(async () => {
        await ada.seesNewFramesOf(ben, 5_000);
        await ben.seesNewFramesOf(ada, 5_000);
      }, 60_000);
      await eachSeesAndHears();
    }, 240_000);
  },
);
