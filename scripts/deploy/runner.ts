import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quietWrangler } from '../local/tools.ts';
import { writePrivate } from '../system/write-private.ts';

interface Answer {
  /** 0: nobody answered. */
  readonly status: number;
  readonly body: unknown;
}

/** The world that a deployment acts on: the one seam, behind which tests put another. */
export interface Runner {
  /** Runs a command with its output shown. */
  run(command: readonly string[], options?: { readonly folder?: string }): Promise<number>;
  /** Runs a command for what it prints. */
  ask(command: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
  request(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer>;
  writeFile(file: string, text: string): void;
  /** Calls with a private file of these secrets and deletes it afterwards. */
  withSecretsFile<T>(secrets: Readonly<Record<string, string>>, use: (file: string) => Promise<T>): Promise<T>;
  nowMs(): number;
  sleep(ms: number): Promise<void>;
  say(line: string): void;
}

const requestTimeoutMs = 15_000;

export function realRunner(root: string, origin: string, operatorKey: string | null): Runner {
  const headers = {
    'content-type': 'application/json',
    ...(operatorKey && { authorization: `Bearer ${operatorKey}` }),
  };
  const env = { ...process.env, ...quietWrangler };
  return {
    run: (command, { folder = '.' } = {}) =>
      new Promise((resolve, reject) => {
        const [program = '', ...args] = onPath(command);
        const child = spawn(program, args, {
          cwd: path.join(root, folder),
          env,
          stdio: ['ignore', 'inherit', 'inherit'],
        });
        child.once('error', reject);
        child.once('close', (code) => resolve(code ?? 1));
      }),
    ask: (command) => ask(onPath(command), root, { ...env, NO_COLOR: '1' }),
    async request(method, url, body) {
      try {
        const response = await fetch(new URL(url, origin), {
          method,
          headers,
          body: body ? JSON.stringify(body) : null,
          signal: AbortSignal.timeout(requestTimeoutMs),
        });
        return { status: response.status, body: await response.json().catch(() => null) };
      } catch {
        return { status: 0, body: null };
      }
    },
    writeFile: (file, text) => writePrivate(path.join(root, file), text),
    async withSecretsFile(secrets, use) {
      const folder = mkdtempSync(path.join(tmpdir(), 'parley-deploy-'));
      try {
        const file = path.join(folder, 'secrets.json');
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
        return await use(file);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    nowMs: Date.now,
    sleep: (ms) => sleep(ms),
    say: (line) => console.log(line),
  };
}

/** `npx` is what people type: the project's own programs need no look-up. */
function onPath(command: readonly string[]): readonly string[] {
  const [first, tool, ...args] = command;
  if (first !== 'npx' || tool === undefined) return command;
  return [process.execPath, path.resolve(import.meta.dirname, `../../node_modules/${tool}/bin/${tool}.js`), ...args];
}

function ask(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { out: '', err: '' };
    child.stdout.on('data', (data) => {
      texts.out += data;
    });
    child.stderr.on('data', (data) => {
      texts.err += data;
    });
    child.once('error', (error) => resolve({ code: 127, out: '', err: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, ...texts }));
  });
}
