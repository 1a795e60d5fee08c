import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { makeProgress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { findExecutable, isExecutableFile } from '../system/find-executable.ts';
import { runLogged } from '../system/run-logged.ts';

/** Debian and Ubuntu have a Caddy that cannot be told by a proxy who the client is (2.6): this one can. */
const version = '2.11.9';

/**
 * A Caddy that takes the PROXY protocol: the configured one, else the machine's, else a cached one, else one that Go builds from the
 * published module, whose sums Go checks.
 *
 * @returns undefined when there is none and no Go to build it with, or none is to be built
 * @throws {SetupError} for a configured one that will not do
 */
export async function ensureCaddy(options: { build: boolean }): Promise<string | undefined> {
  const { env } = process;
  if (env.PARLEY_CADDY) {
    if (isExecutableFile(env.PARLEY_CADDY) && takesProxyProtocol(env.PARLEY_CADDY)) return env.PARLEY_CADDY;
    throw new SetupError(
      `PARLEY_CADDY names ${env.PARLEY_CADDY}, which is no Caddy 2.7 or newer: correct it, or unset it.`,
    );
  }
  const folder = path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley', 'caddy', version);
  const cached = path.join(folder, 'caddy');
  if (existsSync(cached)) return cached;
  const own = findExecutable(['caddy']);
  if (own !== undefined && takesProxyProtocol(own)) return own;
  const go = findExecutable(['go', '/usr/local/go/bin/go']);
  if (go === undefined || !options.build) return undefined;

  const progress = makeProgress();
  progress.step(`Building Caddy ${version} with Go: some minutes, once`);
  mkdirSync(folder, { recursive: true });
  try {
    await runLogged(go, ['install', '-ldflags=-s -w', `github.com/caddyserver/caddy/v2/cmd/caddy@v${version}`], {
      cwd: folder,
      logFile: path.join(folder, 'build.log'),
      env: { GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false' },
    });
    return cached;
  } catch {
    return undefined;
  } finally {
    progress.end();
  }
}

function takesProxyProtocol(caddy: string): boolean {
  const { stdout } = spawnSync(caddy, ['list-modules'], { encoding: 'utf8' });
  return /^caddy\.listeners\.proxy_protocol$/m.test(stdout ?? '');
}
