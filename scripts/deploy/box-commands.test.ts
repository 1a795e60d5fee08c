import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goBack, install, toItsEnd } from './box-commands.ts';

let bin = '';

/** A systemd of one's own, which does at once what it is told, apart from the shell that asks. */
beforeAll(() => {
  bin = mkdtempSync(path.join(tmpdir(), 'parley-box-commands-'));
  const programs = {
    'systemd-run': `#!/bin/sh\nwhile [ "$1" != /bin/sh ]; do echo "$1" >>${bin}/options; shift; done\n"$@" >${bin}/journal 2>&1 </dev/null\n`,
    journalctl: `#!/bin/sh\ncat ${bin}/journal\n`,
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), text);
    chmodSync(path.join(bin, name), 0o755);
  }
});
afterAll(() => rmSync(bin, { recursive: true }));

const onBox = (line: string) =>
  spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', env: { PATH: `${bin}:${process.env.PATH}` } });

test('what is done on a box is a service that outlives the connection; its words and its code come back', () => {
  expect(onBox(toItsEnd(`set -e; echo "it's on"; true`))).toMatchObject({ status: 0, stdout: "it's on\n" });
  expect(onBox(toItsEnd('set -e; echo before; false; echo after'))).toMatchObject({ status: 1, stdout: 'before\n' });
});

test.each([
  ['install', install('root@a-1', 'dist/box.tar.gz')],
  ['back', goBack('root@a-1', '0.1.0-abc')],
  ['back, from what is not known', goBack('root@a-1', null)],
])('%s: nothing on a box hangs on the connection', (_, commands) => {
  const line = commands.at(-1)?.[2] ?? '';
  expect(line).toMatch(
    /^since=\S+ \S+ \S+; code=0; systemd-run --quiet --wait --collect --unit=parley-install \/bin\/sh -c '/,
  );
  const [, script = ''] = /-c '(.*)' \|\| code/.exec(line) ?? [];
  expect(script).toContain('install.sh');
  expect(script).not.toContain('$');
  expect(spawnSync('/bin/sh', ['-n', '-c', line]).status).toBe(0);
});

test('the way back, run again, does not go forth', () => {
  const [, script = ''] = /-c '(.*)' \|\| code/.exec(goBack('root@a-1', '0.1.0-abc')[0]?.[2] ?? '') ?? [];
  const there = mkdtempSync(path.join(tmpdir(), 'parley-way-back-'));
  try {
    const here = script.replaceAll('/opt/parley', there);
    const prepare = (current: string) => `
      rm -rf ${there}; mkdir -p ${there}/releases/0.1.0-abc/sfu/install; cp -r ${there}/releases/0.1.0-abc ${there}/releases/0.0.9
      for each in ${there}/releases/*; do printf '#!/bin/sh\\necho "${'$'}{0##*/} ${'$'}*"\\n' >$each/sfu/install/install.sh; chmod +x $each/sfu/install/install.sh; done
      ln -sfn releases/${current} ${there}/current`;
    const said = (current: string) =>
      spawnSync('/bin/sh', ['-c', `${prepare(current)}\n${here}`], { encoding: 'utf8' }).stdout.trim();
    expect(said('0.1.0-abc')).toBe('install.sh --rollback');
    expect(said('0.0.9')).toBe('install.sh');
  } finally {
    rmSync(there, { recursive: true });
  }
});
