import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readSettings } from '../../sfu/install/settings.ts';

/** Played, so that nothing of this machine changes. */
const programs = { id: 'echo 0', 'apt-get': ':', systemctl: ':' };
const byHand = ['METRICS_TOKEN=4c1f0a9be27d4d3f8a65', '  REDIS_URL="redis://127.0.0.1:6379"', '# Ours.'];

/**
 * Runs the script for a machine that is there already, below a folder, as often as an operator would.
 *
 * @param folder an empty one, to work in
 * @param secrets what it asks for
 * @returns what is wrong with it; undefined: it writes the settings, and leaves those that are not its own
 */
export function tryExistingMachine(
  folder: string,
  script: string,
  secrets: { readonly turn: string; readonly token: string },
): string | undefined {
  const boxEnv = path.join(folder, 'etc/parley/box.env');
  const file = prepare(folder, script);
  const start = (...lines: string[]) => {
    const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` };
    const { status, stderr } = spawnSync('sh', [file], { input: `${lines.join('\n')}\n`, encoding: 'utf8', env });
    return { ok: status === 0, stderr };
  };

  for (const [turn, token, said] of [
    ['', '', 'TURN_SECRET is not set'],
    ['short', '', 'TURN_SECRET is shorter'],
    [`${secrets.turn}#`, '', 'TURN_SECRET has characters'],
    [secrets.turn, 'a b', 'BOX_ENROLMENT_TOKEN has characters'],
  ] as const) {
    const { ok, stderr } = start(turn, token);
    if (ok || !stderr.includes(said) || existsSync(boxEnv)) return `It does not refuse: ${said}. ${stderr}`;
  }

  const first = start(secrets.turn, secrets.token);
  if (!first.ok) return first.stderr;
  const written = readFileSync(boxEnv, 'utf8');
  const { box, turnSecret } = readSettings(written);
  if (turnSecret !== secrets.turn || box.enrolmentToken !== secrets.token) return 'It writes other secrets.';
  if ((statSync(boxEnv).mode & 0o777) !== 0o600) return 'box.env is not for root alone.';

  writeFileSync(boxEnv, written.replace(/^BOX_CAPACITY=.*$/m, 'BOX_CAPACITY=7'));
  appendFileSync(boxEnv, byHand.join('\n'));
  const again = start('', '');
  const kept = readFileSync(boxEnv, 'utf8');
  const lines = (text: string) => text.trim().split('\n').sort().join('\n');
  if (!again.ok || lines(kept) !== lines(`${written}${byHand.join('\n')}`))
    return `Run again, it leaves other settings than terraform’s and ours: ${again.stderr}`;

  const other = start(secrets.turn.split('').reverse().join(''));
  const now = readSettings(readFileSync(boxEnv, 'utf8'));
  const isNew = now.turnSecret !== secrets.turn && now.box.metricsToken !== null && now.box.enrolmentToken !== null;
  return other.ok && isNew ? undefined : `With another secret: ${other.stderr}`;
}

/** The script with its files below the folder, and without the release at its end. */
function prepare(folder: string, script: string): string {
  mkdirSync(path.join(folder, 'bin'), { recursive: true });
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }
  const file = path.join(folder, 'box.sh');
  const below = script
    .replace(/^\/usr\/local\/sbin\/parley-setup$/m, ':')
    .replaceAll(/(?<=[ ='>])\/(?=(?:etc|usr)\/)/g, `${folder}/`);
  writeFileSync(file, below);
  return file;
}
