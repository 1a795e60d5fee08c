import { rmSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from '../system/write-private.ts';
import { stateDir } from './migrations.ts';
import { makeToolFilter } from './output.ts';
import { type Service, startService } from './service.ts';
import type { LocalSystem } from './system.ts';
import { quietWrangler, toolScript } from './tools.ts';
import { workerEnvFile } from './worker-env.ts';

/** The Worker with the built client, in wrangler's local runtime. */
export function startWorker(system: LocalSystem): Service {
  const { config, workerListen } = system;
  const envFile = path.join(config.dataDir, 'worker.env');
  writePrivate(envFile, workerEnvFile(system));

  return startService({
    name: 'Worker',
    cwd: config.root,
    // -c: after `vite build` wrangler would otherwise silently run that build's copy of the Worker.
    args: [
      ...[toolScript(config.root, 'wrangler'), 'dev', '-c', 'wrangler.toml', '--local'],
      ...['--ip', workerListen.host, '--port', String(workerListen.port), '--inspector-port', '0'],
      ...['--persist-to', stateDir(config), '--env-file', envFile],
      ...['--define', '__LOCAL_DELIVERY__:true', '--show-interactive-dev-session', 'false'],
    ],
    env: { ...quietWrangler, ...compileCache(system) },
    onLine: system.print(makeToolFilter('Worker', config.verbose)),
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
    name: 'Web and Worker',
    cwd: path.join(config.root, 'web'),
    args: [
      ...[toolScript(config.root, 'vite'), 'dev', '--clearScreen', 'false', '--strictPort'],
      ...['--host', workerListen.host, '--port', String(workerListen.port)],
    ],
    // For web/vite.config.ts.
    env: { ...quietWrangler, PARLEY_STATE: stateDir(config) },
    onLine: system.print(makeToolFilter('web', config.verbose)),
  });
}

/** wrangler is one file of many megabytes: keeping it compiled saves a part of each start. */
function compileCache({ config }: LocalSystem): Record<string, string> {
  return { NODE_COMPILE_CACHE: path.join(config.root, 'node_modules', '.cache', 'parley', 'compiled') };
}
