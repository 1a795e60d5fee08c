import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { makeProgress } from './progress.ts';
import { SetupError } from './setup-error.ts';
import { aptCommand, installWithApt } from './system/apt.ts';
import { findExecutable, isExecutableFile } from './system/find-executable.ts';

/** A program that tests and benches use, and the ways to it. */
interface TestProgram {
  readonly name: string;
  /** Names it explicitly. */
  readonly variable: string;
  /** File names looked up on the PATH, and absolute paths. */
  readonly places: readonly string[];
  /** In this order; distributions differ in the name. */
  readonly debianPackages: readonly string[];
}

/** Chromium, or Chrome, for the tests in real browsers: its executable. */
export async function ensureChromium(): Promise<string> {
  return await ensureProgram({
    name: 'Chromium',
    variable: 'PARLEY_CHROMIUM',
    places: [
      ...['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'],
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    debianPackages: ['chromium'],
  });
}

/** Firefox, also the long-term one: its executable. */
export async function ensureFirefox(): Promise<string> {
  return await ensureProgram({
    name: 'Firefox',
    variable: 'PARLEY_FIREFOX',
    places: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    debianPackages: ['firefox-esr', 'firefox'],
  });
}

/** espeak-ng, which speaks into the tests' microphones: its executable. */
export async function ensureSpeech(): Promise<string> {
  return await ensureProgram({
    name: 'espeak-ng',
    variable: 'PARLEY_ESPEAK',
    places: ['espeak-ng', '/opt/homebrew/bin/espeak-ng'],
    debianPackages: ['espeak-ng'],
  });
}

/** coturn, the TURN server of the tests in which nothing else leads anywhere: its executable. */
export async function ensureTurnServer(): Promise<string> {
  return await ensureProgram({
    name: 'coturn',
    variable: 'PARLEY_TURNSERVER',
    places: ['turnserver'],
    debianPackages: ['coturn'],
  });
}

/** Redis, which keeps the rooms of boxes that are told to: its executable. */
export async function ensureRedis(): Promise<string> {
  return await ensureProgram({
    name: 'redis-server',
    variable: 'PARLEY_REDIS_SERVER',
    places: ['redis-server', 'valkey-server', '/opt/homebrew/bin/redis-server'],
    debianPackages: ['redis-server', 'valkey-server'],
  });
}

/** What checks Prometheus rules. Without it that one test is skipped, and says so. */
export async function tryPromtool(): Promise<{ PARLEY_PROMTOOL?: string }> {
  const program = {
    name: 'promtool',
    variable: 'PARLEY_PROMTOOL',
    places: ['promtool'],
    debianPackages: ['prometheus'],
  };
  return await ensureProgram(program).then(
    (promtool) => ({ PARLEY_PROMTOOL: promtool }),
    () => ({}),
  );
}

/**
 * What makes the networks in which nothing but TURN leads anywhere. Without it, or without root, the tests there are skipped, and say
 * so.
 */
export async function tryNetworkTools(): Promise<Record<string, never>> {
  for (const [tool, debianPackage] of [
    ['ip', 'iproute2'],
    ['nft', 'nftables'],
  ] as const) {
    const program = {
      name: tool,
      variable: `PARLEY_${tool.toUpperCase()}`,
      places: [tool, `/usr/sbin/${tool}`],
      debianPackages: [debianPackage],
    };
    await ensureProgram(program).catch(() => undefined);
  }
  return {};
}

/** What runs beside a box on its machine, and what checks its files. What cannot be had here is left out, and the tests of it say so. */
export async function tryBoxPrograms(): Promise<Record<string, never>> {
  for (const [name, debianPackage] of [
    ['turnserver', 'coturn'],
    ['haproxy', 'haproxy'],
    ['caddy', 'caddy'],
    ['shellcheck', 'shellcheck'],
  ] as const) {
    const places = [name, `/usr/sbin/${name}`];
    const variable = `PARLEY_${name.toUpperCase()}_PROGRAM`;
    await ensureProgram({ name, variable, places, debianPackages: [debianPackage] }).catch(() => undefined);
  }
  return {};
}

/** @throws {SetupError} when it is nowhere and cannot be installed here */
async function ensureProgram(program: TestProgram): Promise<string> {
  const { name, variable, places, debianPackages } = program;
  const configured = process.env[variable];
  if (configured) {
    if (isExecutableFile(configured)) return configured;
    throw new SetupError(`${variable} names ${configured}, which is no executable: correct it, or unset it.`);
  }

  const found = findExecutable(places) ?? (await install(program));
  if (found !== undefined) return found;

  throw new SetupError(
    `The tests need ${name}: install it (on Debian or Ubuntu: apt-get install ${debianPackages.join(' or ')}), or name ` +
      `its executable in ${variable}.`,
  );
}

/** One after the other: apt bears no second one beside it. */
let installing: Promise<unknown> = Promise.resolve();

async function install(program: TestProgram): Promise<string | undefined> {
  const installed = installing.then(() => installNow(program));
  installing = installed.catch(() => undefined);
  return await installed;
}

async function installNow({ name, places, debianPackages }: TestProgram): Promise<string | undefined> {
  const apt = aptCommand();
  if (apt === undefined) return undefined;

  const progress = makeProgress();
  progress.step(`Installing ${name} with apt-get`);
  const logFile = path.join(cacheDir(), 'apt.log');
  try {
    for (const debianPackage of debianPackages) {
      await installWithApt(apt, [debianPackage], { logFile }).catch(() => undefined);
      const installed = findExecutable(places);
      if (installed !== undefined) return installed;
    }
    return undefined;
  } finally {
    progress.end();
  }
}

function cacheDir(): string {
  const dir = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley');
  mkdirSync(dir, { recursive: true });
  return dir;
}
