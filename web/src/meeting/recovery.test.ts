import { expect, test } from 'vitest';
import { Recovery } from './recovery.ts';

function makeRecovery() {
  let nowMs = 0;
  let refused = false;
  let tasks: { atMs: number; task: () => void }[] = [];
  const log: string[] = [];
  const action = (name: string) => () => void log.push(`${nowMs}: ${name}`);
  const recovery = new Recovery({
    actions: {
      'ice-restart': action('restart'),
      'new-transport': action('transport'),
      resume: action('resume'),
      'another-box': action('ask'),
    },
    onStep: () => undefined,
    isRefused: () => refused,
    schedule: (task, delayMs) => {
      const planned = { atMs: nowMs + delayMs, task };
      tasks.push(planned);
      return () => {
        tasks = tasks.filter((each) => each !== planned);
      };
    },
  });
  const advance = (ms: number) => {
    const endMs = nowMs + ms;
    for (;;) {
      const due = tasks.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      tasks = tasks.filter((each) => each !== due);
      nowMs = due.atMs;
      due.task();
    }
    nowMs = endMs;
  };
  return { recovery, log, advance, refuse: () => (refused = true) };
}

test('a short disconnection is nobody’s business', () => {
  const { recovery, log, advance } = makeRecovery();
  recovery.health('disconnected');
  advance(1_900);
  recovery.health('connected');
  advance(60_000);
  expect(log).toEqual([]);
});

test('ICE restart after 2 s, a new transport 5 s later, again every 10 s until it connects', () => {
  const { recovery, log, advance } = makeRecovery();
  recovery.health('disconnected');
  advance(28_000);
  recovery.health('connected');
  advance(60_000);
  expect(log).toEqual(['2000: restart', '7000: transport', '17000: transport', '27000: transport']);
  expect(recovery.step).toBe(null);
});

test('failed, or seen after a sleep: at once', () => {
  const failed = makeRecovery();
  failed.recovery.health('failed');
  expect(failed.log).toEqual(['0: restart']);
  const slept = makeRecovery();
  slept.recovery.health('disconnected', true);
  expect(slept.log).toEqual(['0: restart']);
});

test('a socket that is refused: the Worker is asked after 1.5 s', () => {
  const { recovery, log, advance, refuse } = makeRecovery();
  recovery.happened('socket-lost');
  refuse();
  advance(10_000);
  expect(log).toEqual(['0: resume', '500: ask']);
});

test('a socket that hangs: after 4 s, the silence before it was given up included', () => {
  const hanging = makeRecovery();
  hanging.recovery.happened('socket-lost');
  hanging.advance(10_000);
  expect(hanging.log).toEqual(['0: resume', '4000: ask']);
  const frozen = makeRecovery();
  frozen.recovery.boxSilent(1_500);
  frozen.recovery.happened('socket-lost');
  frozen.advance(10_000);
  expect(frozen.log).toEqual(['0: resume', '2500: ask']);
});

test('a socket that comes back ends it', () => {
  const { recovery, log, advance } = makeRecovery();
  recovery.happened('socket-lost');
  advance(1_000);
  recovery.happened('socket-back');
  advance(60_000);
  expect(log).toEqual(['0: resume']);
  expect(recovery.step).toBe(null);
});
