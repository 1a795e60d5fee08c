import type { CallTest } from '@parley/worker/contract/meetings.ts';
import { call } from '../api/worker-client.ts';
import type { LocalMediaState, LocalSource } from '../media/local-media.ts';
import { measureLevel } from '../media/mic-level.ts';
import { loadMediaDevice } from '../meeting/room-code.ts';
import { type Echo, openEcho, type Way } from './echo.ts';
import { firstAnswer, measure } from './measure.ts';
import { TestStay } from './test-stay.ts';
import type { Facts, Reach, Step } from './verdict.ts';

const listenForMs = 6_000;
const heardLevel = 0.12;
const answerWithinMs = 4_000;

export type CallTestRun = {
  meetingId: string;
  /** The devices as the green room has them open. */
  devices: () => LocalMediaState;
  onFacts: (facts: Facts) => void;
  onRunning: (running: ReadonlySet<Step>) => void;
  signal: AbortSignal;
};

/** Tries everything that a call needs, and tells what it finds as it finds it. Never throws: what fails is a finding. */
export async function runCallTest(run: CallTestRun): Promise<void> {
  const running = new Set<Step>();
  const attempt = async <S extends Step>(step: S, way: () => Promise<NonNullable<Facts[S]>>) => {
    if (run.signal.aborted) return;
    running.add(step);
    run.onRunning(new Set(running));
    const fact = await way();
    running.delete(step);
    if (run.signal.aborted) return;
    run.onFacts({ [step]: fact });
    run.onRunning(new Set(running));
    return fact;
  };
  const browser = await attempt('browser', async () => browserFact());
  const devices = Promise.all([
    attempt('camera', async () => sourceFact(run.devices().camera)),
    attempt('microphone', () => microphoneFact(run)),
  ]);
  if (browser !== 'unsupported') await network(run, attempt);
  await devices;
}

type Attempt = <S extends Step>(
  step: S,
  way: () => Promise<NonNullable<Facts[S]>>,
) => Promise<NonNullable<Facts[S]> | undefined>;

async function network(run: CallTestRun, attempt: Attempt): Promise<void> {
  let place: CallTest | null = null;
  await attempt('service', () =>
    reach(async () => {
      const beganMs = performance.now();
      place = await call('callTest', { params: { id: run.meetingId }, body: {} });
      return performance.now() - beganMs;
    }),
  );
  if (!place || run.signal.aborted) return;
  const stay = new TestStay(place);
  try {
    const server = await attempt('server', () => reach(() => stay.connect()));
    if (server && server !== 'fails') await ways(run, attempt, stay, place);
  } finally {
    await stay.leave();
  }
}

async function ways(run: CallTestRun, attempt: Attempt, stay: TestStay, place: CallTest): Promise<void> {
  const { device, told } = await loadMediaDevice();
  const media = { rtpCapabilities: told.rtpCapabilities, maxVideos: 0 };
  const { iceServers } = place;
  const joined = await stay.request('join', { ...media, sources: [], hideAddress: false, direct: [] });
  let setup: typeof joined.media | null = joined.media;
  let measured = false;
  const hasRelay = iceServers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
  for (const way of ['udp', 'tcp', 'relay'] as const satisfies Way[]) {
    if (way === 'relay' && !hasRelay) {
      await attempt('relay', async () => 'none');
      continue;
    }
    let echo: Echo | null = null;
    await attempt(way, () =>
      reach(async () => {
        const fresh = setup ?? (await stay.request('openMedia', media));
        setup = null;
        const beganMs = performance.now();
        echo = await openEcho(way, { device, stay, setup: fresh, iceServers });
        await firstAnswer(echo, answerWithinMs);
        return performance.now() - beganMs;
      }),
    );
    const opened = echo as Echo | null;
    // The first way that works is the one a call would take.
    if (opened && !measured) {
      measured = true;
      await attempt('speed', () => measure(opened, run.signal).catch(() => 'fails' as const));
    }
    opened?.close();
  }
  if (!measured) await attempt('speed', async () => 'fails');
}

async function reach(way: () => Promise<number>): Promise<Reach> {
  try {
    return { ms: Math.round(await way()) };
  } catch (thrown) {
    console.warn('call-test:', thrown);
    return 'fails';
  }
}

function browserFact(): NonNullable<Facts['browser']> {
  if (typeof RTCPeerConnection === 'undefined') return 'unsupported';
  return window.isSecureContext ? 'fine' : 'insecure';
}

function sourceFact(source: LocalSource): 'fine' | 'off' | Exclude<LocalSource['problem'], null> {
  if (!source.on) return 'off';
  return source.problem ?? (source.track ? 'fine' : 'off');
}

/** Open is not enough: something has to be heard. */
async function microphoneFact({ devices, signal }: CallTestRun): Promise<NonNullable<Facts['microphone']>> {
  const { mic } = devices();
  const fact = sourceFact(mic);
  const { track } = mic;
  if (fact !== 'fine' || !track) return fact;
  return new Promise((resolve) => {
    const settle = (heard: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      stop();
      resolve(heard ? 'fine' : 'silent');
    };
    const giveUp = () => settle(false);
    const timer = setTimeout(giveUp, listenForMs);
    signal.addEventListener('abort', giveUp, { once: true });
    const stop = measureLevel(track, (level) => level > heardLevel && settle(true));
  });
}
