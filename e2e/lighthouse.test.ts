import lighthouse from 'lighthouse';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';

// What Lighthouse says of the pages that people see first. The speed of a development server on a shared machine is printed, not judged.

const system = inject('parley');
const debuggingPort = 9_422;
const least = 0.95;
let person: Person;
let greenRoom: string;

beforeAll(async () => {
  const host = await signInHost(system.origin, 'lighthouse@example.org');
  greenRoom = `${system.origin}/m/${await host.createMeeting('Lighthouse')}`;
  person = await Person.arrive({ name: 'Ada', args: [`--remote-debugging-port=${debuggingPort}`] });
});

afterAll(async () => {
  await person?.go();
});

describe.each([
  ['home', () => system.origin],
  ['green room', () => greenRoom],
])('%s', (name, address) => {
  test('is accessible and keeps to good practice', async () => {
    const result = await lighthouse(address(), {
      port: debuggingPort,
      logLevel: 'error',
      onlyCategories: ['accessibility', 'best-practices', 'performance'],
    });
    if (!result) throw new Error('Lighthouse had nothing to say.');
    const { categories, audits } = result.lhr;
    const scores = Object.fromEntries(Object.entries(categories).map(([id, { score }]) => [id, score]));
    const failed = Object.entries(categories)
      .filter(([id]) => id !== 'performance')
      .flatMap(([, { auditRefs }]) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${audits[id]?.title}`);
    console.log(
      `Lighthouse, ${name}: ${JSON.stringify(scores)}${failed.length > 0 ? ` not perfect: ${failed.join('; ')}` : ''}`,
    );
    expect(scores.accessibility, failed.join('; ')).toBeGreaterThanOrEqual(least);
    expect(scores['best-practices'], failed.join('; ')).toBeGreaterThanOrEqual(least);
  }, 120_000);
});
