import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { picturesOnFailure } from './people/pictures-on-failure.ts';
import { descendants } from './processes.ts';
import { startParley } from './start-parley.ts';

// `npm start` itself, on ports and data of its own.

const portOffset = 40;
const data = mkdtempSync(path.join(tmpdir(), 'parley-e2e-kept-'));
let meeting: string;
let cookie: string;
let ben: Person | undefined;

picturesOnFailure(() => [ben]);

afterAll(async () => {
  await ben?.go();
  rmSync(data, { recursive: true, force: true });
});

test('Ctrl-C stops everything and leaves no process behind; who is in a meeting is told', async () => {
  const parley = await startParley({ portOffset, data });
  const host = await signInHost(parley.origin);
  cookie = host.cookie;
  meeting = await host.createMeeting('Kept over a restart');
  ben = await Person.arrive({ name: 'Ben', code: 170 });
  try {
    await ben.join(`${parley.origin}/m/${meeting}`);
    const processes = descendants(parley.pid).map(({ pid }) => pid);
    expect(processes.length).toBeGreaterThan(3);
    expect(await parley.stop()).toBe(0);
    await eventually(async () => expect(processes.filter(isAlive)).toEqual([]), 5_000);
    await ben.seesText(/Coming back|Moving to another server|Still trying/);
  } finally {
    await parley.stop();
  }
});

test('meetings and sessions survive a restart, and a second start on the same ports is a clear error', async () => {
  const parley = await startParley({ portOffset, data });
  try {
    const health = await fetch(`${parley.origin}/api/health`);
    expect(await health.json()).toMatchObject({ ok: true, boxes: 1 });
    const reply = await fetch(`${parley.origin}/api/meetings`, { headers: { cookie } });
    expect(await reply.json()).toMatchObject({ meetings: [{ id: meeting, title: 'Kept over a restart' }] });
    await expect(startParley({ portOffset })).rejects.toThrow(/Port 5330 is in use/);
  } finally {
    await parley.stop();
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
