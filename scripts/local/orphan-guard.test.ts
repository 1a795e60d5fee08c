import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { signalGroup } from './service.ts';

test('a program ends also when we are killed without a chance to end it', async () => {
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { startOrphanGuard } from ${JSON.stringify(path.join(import.meta.dirname, 'orphan-guard.ts'))};
     import { startService } from ${JSON.stringify(path.join(import.meta.dirname, 'service.ts'))};
     const args = ['-e', 'setInterval(() => {}, 1000)'];
     const service = startService({ name: 'x', args, cwd: '.', env: {}, onLine() {} });
     startOrphanGuard().watch(service.pid);
     console.log(service.pid);`,
  ]);
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const group = Number(output.toString());
  expect(signalGroup(group, 0)).toBe(true);

  parent.kill('SIGKILL');
  for (let tries = 0; tries < 100 && signalGroup(group, 0); tries++) await sleep(20);
  expect(signalGroup(group, 0)).toBe(false);
});
