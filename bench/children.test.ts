import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { endChildren, markChildren } from './children.ts';

test.skipIf(process.platform !== 'linux')(
  'what was started is ended, also when its parent is gone; others stay',
  async () => {
    const stranger = spawn('sleep', ['60']);
    vi.stubEnv('PARLEY_BENCH_RUN', '');
    markChildren();
    const orphan = spawn('sh', ['-c', 'sleep 60 & echo $!'], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    const [line] = (await once(orphan.stdout, 'data')) as [Buffer];
    const child = spawn('sleep', ['60']);
    const gone = once(child, 'exit');
    expect(endChildren()).toBeGreaterThanOrEqual(2);
    expect((await gone)[1]).toBe('SIGKILL');
    await vi.waitFor(() => expect(() => process.kill(Number(line), 0)).toThrow(), 5_000);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
    vi.unstubAllEnvs();
  },
);
