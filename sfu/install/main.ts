import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../src/errors.ts';
import { compareFiles, hashFiles, readManifest } from './manifest.ts';
import { type Rendered, render } from './render.ts';
import { readSettings } from './settings.ts';

// The parts of install.sh that are no shell's work. Each prints what the script needs, or one sentence for each thing that is wrong.

const release = path.resolve(import.meta.dirname, '..', '..');
const [command = '', ...args] = process.argv.slice(2);
/** From a newer release, whose variables may be more. Set by its install.sh. */
const goesBack = process.env.PARLEY_ROLLBACK === 'yes';

const commands: Record<string, (...args: string[]) => void | Promise<void>> = {
  /** The release is whole, and made for this machine. */
  verify: () => {
    const { architecture, files } = readManifest(release);
    if (architecture !== process.arch)
      throw new StartFailure(`This release is for ${architecture}, not ${process.arch}.`);
    const wrong = compareFiles(files, hashFiles(release));
    if (wrong.length > 0) throw new StartFailure(wrong.slice(0, 10).join(' '));
  },
  version: () => console.log(readManifest(release).version),
  packages: () => console.log(readManifest(release).packages.join('\n')),
  check: (envFile = '') => {
    readSettings(
      readEnvFile(envFile),
      goesBack ? (sentence) => console.error(`${sentence} It is left as it is.`) : undefined,
    );
  },
  /** Writes what differs below `root`; prints what has to be done for it to count, one line for each service. */
  render: (envFile = '', caddy = '', root = '') => {
    const settings = readSettings(readEnvFile(envFile), goesBack ? () => {} : undefined);
    const written = render(settings, caddy).filter((file) => put(file, root));
    for (const then of new Set(written.map((file) => file.then))) console.log(then);
  },
  /** Until the box on this machine says that it is well. */
  'await-health': async (url = '', seconds = '') => {
    const deadline = Date.now() + Number(seconds) * 1_000;
    for (;;) {
      const status = await fetch(url).then(
        (reply) => `it answers with ${reply.status}`,
        () => 'it does not answer',
      );
      if (status === 'it answers with 200') return;
      if (Date.now() > deadline) throw new StartFailure(`The box is not well: ${status} at ${url}.`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  },
};

try {
  const run = commands[command];
  if (!run) throw new StartFailure(`There is no command "${command}".`);
  await run(...args);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readEnvFile(file: string): string {
  if (!existsSync(file))
    throw new StartFailure(`${file} is not there: install/box.env.example shows what belongs in it.`);
  return readFileSync(file, 'utf8');
}

/** Whether anything had to be written. */
function put({ path: to, text, mode, group }: Rendered, root: string): boolean {
  const file = path.join(root, to);
  const gid = group === null ? null : groupId(group);
  if (group !== null && gid === null && root === '') throw new StartFailure(`This machine has no group ${group}.`);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) {
    const { mode: now, gid: nowGid } = statSync(file);
    if ((now & 0o777) === mode && (gid === null || gid === nowGid)) return false;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode });
  chmodSync(`${file}.new`, mode);
  if (gid !== null) chownSync(`${file}.new`, 0, gid);
  renameSync(`${file}.new`, file);
  return true;
}

function groupId(name: string): number | null {
  const line = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  return line === undefined ? null : Number(line.split(':')[2]);
}
