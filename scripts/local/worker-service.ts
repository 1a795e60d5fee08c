import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeToolFilter } from './output.ts';
import { type DevelopmentSecrets, writePrivate } from './secrets.ts';
import { type Service, startService } from './service.ts';
import { stateDir } from './migrations.ts';
import type { LocalSystem } from './system.ts';
import { quietWrangler, toolScript } from './tools.ts';

/** The Worker's variables and secrets, in the file format of wrangler. Never in arguments: `ps` shows those to everybody. */
export function workerEnvFile({ config, origin, secrets }: Pick<LocalSystem, 'config' | 'origin' | 'secrets'>): string {
  const variables: Record<string, string> = {
    ...workerSecrets(secrets),
    PARLEY_ORIGIN: origin,
    ENVIRONMENT: 'development',
    HOSTS: '*',
    ...(config.lan ? { PARLEY_LAN: '1' } : {}),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
}

function workerSecrets(secrets: DevelopmentSecrets): Record<string, string> {
  // The rest is the boxes'.
  const { METRICS_TOKEN: _, ...forWorker } = secrets;
  return forWorker;
}

/** The Worker with the built client, in wrangler's local runtime. */
export function startWorker(system: LocalSystem): Service {
  const { config, workerListen } = system;
  const envFile = path.join(config.dataDir, 'worker.env');
  writePrivate(envFile, workerEnvFile(system));

  return startService({
    name: 'worker',
    cwd: config.root,
    // -c: after `vite build` wrangler would otherwise silently run that build's copy of the Worker.
    args: [
      ...[toolScript(config.root, 'wrangler'), 'dev', '-c', 'wrangler.toml', '--local'],
      ...['--ip', workerListen.host, '--port', String(workerListen.port), '--inspector-port', '0'],
      ...['--persist-to', stateDir(config), '--env-file', envFile],
      ...['--define', '__LOCAL_DELIVERY__:true', '--show-interactive-dev-session', 'false'],
    ],
    env: { ...quietWrangler, ...compileCache(system) },
    onLine: system.print(makeToolFilter('worker', config.verbose)),
  });
}

/** Web and Worker from one port, both with hot reload: vite with Cloudflare's plugin. */
export function startVite(system: LocalSystem): Service {
  const { config, workerListen } = system;
  // The plugin reads the Worker's variables from this one place only.
  const varsFile = path.join(config.root, '.dev.vars');
  writePrivate(varsFile, workerEnvFile(system));
  process.once('exit', () => rmSync(varsFile, { force: true }));

  return startService({
    name: 'web',
    cwd: path.join(config.root, 'web'),
    args: [
      ...[toolScript(config.root, 'vite'), 'dev', '--clearScreen', 'false', '--strictPort'],
      ...['--host', workerListen.host, '--port', String(workerListen.port)],
    ],
    // For web/vite.config.ts.
    env: { ...quietWrangler, PARLEY_STATE_DIR: stateDir(config), PARLEY_LOCAL_DELIVERY: 'true' },
    onLine: system.print(makeToolFilter('web', config.verbose)),
  });
}

/** wrangler is one file of many megabytes: keeping it compiled saves a part of each start. */
function compileCache({ config }: LocalSystem): Record<string, string> {
  return { NODE_COMPILE_CACHE: path.join(config.root, 'node_modules', '.cache', 'parley', 'compiled') };
}
