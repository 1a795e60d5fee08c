import { signInHost } from './host-api.ts';
import { Person } from './people/person.ts';
import { startParley } from './start-parley.ts';

const parley = await startParley({ boxes: 2, portOffset: 260, env: { JOIN_RATE_PER_MINUTE: '100000' } });
const host = await signInHost(parley.origin, 'x@example.org');
const link = `${parley.origin}/m/${await host.createMeeting('Dbg')}`;
const [ada, ben] = await Promise.all([
  Person.arrive({ name: 'Ada', code: 37, watchful: true }),
  Person.arrive({ name: 'Ben', code: 170, watchful: true }),
]);

import { HeadlessPeer } from './chaos/headless-peer.ts';

const cleo = new HeadlessPeer(parley.origin, link.split('/m/')[1] ?? '', 'Cleo');
try {
  await ada.join(link);
  await ben.join(link);
  await ada.sees(ben);
  await ben.sees(ada);
  await Promise.all([ada.isSettled(ben, 'p2p'), ben.isSettled(ada, 'p2p')]);
  await new Promise((r) => setTimeout(r, 4000));
  const report = async (from: number[]) => {
    for (const [i, v, s] of [
      [0, ada, ben],
      [1, ben, ada],
    ] as const) {
      const data = await v.page.evaluate(
        ([name, from]) => {
          const frames = (window.gapLog?.frames[name] ?? []).filter((t) => t > from);
          const gaps = frames
            .map((t, k) => [Math.round(t - from), Math.round(t - (frames[k - 1] ?? from))])
            .filter(([, g]) => (g ?? 0) > 110);
          const marks = performance
            .getEntriesByType('mark')
            .filter((m) => m.startTime > from)
            .map((m) => `${Math.round(m.startTime - from)} ${m.name} ${JSON.stringify((m as PerformanceMark).detail)}`);
          return { gaps, marks, count: frames.length };
        },
        [s.name, from[i] as number] as const,
      );
      console.log(v.name, 'sees', s.name, data.count, 'frames; gaps', JSON.stringify(data.gaps));
      for (const m of data.marks) console.log('   ', m);
      console.log('   audio', await v.witness.gaps(s, from[i] as number, await v.witness.nowMs()));
      console.log('   said', v.said.splice(0));
    }
  };
  for (let k = 0; k < 3; k += 1) {
    let from = [await ada.witness.nowMs(), await ben.witness.nowMs()];
    await new Promise((r) => setTimeout(r, 3000));
    console.log('--- steady');
    await report(from);
    from = [await ada.witness.nowMs(), await ben.witness.nowMs()];
    await cleo.come();
    await Promise.all([ada.isSettled(ben, 'sfu'), ben.isSettled(ada, 'sfu')]);
    await new Promise((r) => setTimeout(r, 2500));
    console.log('--- to sfu');
    await report(from);
    from = [await ada.witness.nowMs(), await ben.witness.nowMs()];
    await cleo.leave();
    await Promise.all([ada.isSettled(ben, 'p2p'), ben.isSettled(ada, 'p2p')]);
    await new Promise((r) => setTimeout(r, 2500));
    console.log('--- to p2p');
    await report(from);
  }
} finally {
  await Promise.all([ada.go(), ben.go(), cleo.leave()]);
  await parley.stop();
}
process.exit(0);
