import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { processCpuSeconds } from '../process-cpu.ts';

/** As wrangler finds it: the version that local runs have. */
const wranglers = createRequire(path.resolve(import.meta.dirname, '../../node_modules/wrangler/package.json'));

/** A script for the runtime, with the classes of the Durable Objects that it exports. */
export interface Script {
  readonly text: string;
  readonly classes: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What the runtime needed from its start to the end of its first answer, and for one more of the same. */
export interface Start {
  readonly ms: number;
  /** Processor time of the whole process, the compiling of scripts on other threads included. */
  readonly cpuMs: number;
  readonly nextMs: number;
}

/**
 * Starts Cloudflare's runtime with nothing but this script, asks once, and ends it.
 *
 * @throws when the answer is not 200
 */
export async function startOnce(script: Script, ask: string): Promise<Start> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-bench-runtime-'));
  writeFileSync(path.join(folder, 'index.js'), script.text);
  const config = path.join(folder, 'config.capnp');
  writeFileSync(config, configuration(script));
  const from = performance.now();
  const child = spawn(runtime(), ['serve', '--control-fd=3', config], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    const port = await listening(child.stdio[3] as NodeJS.ReadableStream, gone);
    const url = `http://127.0.0.1:${port}${ask}`;
    await answered(url);
    const ms = performance.now() - from;
    const cpuMs = processCpuSeconds(child.pid as number) * 1000;
    const asked = performance.now();
    await answered(url);
    return { ms, cpuMs, nextMs: performance.now() - asked };
  } finally {
    child.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answered(url: string): Promise<void> {
  const reply = await fetch(url);
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(`${url} answered ${reply.status}: ${text}`);
}

/** The port, which the runtime says when its scripts have run and it takes requests. */
async function listening(control: NodeJS.ReadableStream, gone: Promise<unknown>): Promise<number> {
  let said = '';
  return await new Promise((resolve, reject) => {
    control.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /"port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    gone.then(() => reject(new Error('The runtime ended before it listened.')));
  });
}

function runtime(): string {
  const { default: file } = wranglers('workerd') as { default: string };
  return file;
}

function configuration({ classes, variables }: Script): string {
  const quote = (text: string) => JSON.stringify(text);
  const namespaces = classes.map(
    (name) => `(className = ${quote(name)}, uniqueKey = ${quote(name)}, enableSql = true)`,
  );
  const bindings = Object.entries(variables).map(([name, value]) => `(name = ${quote(name)}, text = ${quote(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = [],
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (inMemory = void),
  bindings = [${bindings.join(', ')}],
);
`;
}
