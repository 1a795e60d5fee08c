import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { eventually } from './eventually.ts';

/**
 * Networks that lead nowhere but to one address of this machine, and there only to what is allowed: a company behind its firewall.
 * Linux network namespaces, one per person, so that two of them cannot reach each other either.
 */

/** The one address that islands can reach; an alias of the loopback interface, so that media workers find it by name only. */
export const mainland = '10.77.0.1';
const namespace = (index: number) => `parley-island-${index}`;

/** Why there can be no islands here; null when there can. */
export function islandsImpossible(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  for (const tool of ['ip', 'nft']) {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' });
    } catch {
      return `${tool} is not installed`;
    }
  }
  return null;
}

export interface Reachable {
  readonly protocol: 'udp' | 'tcp';
  readonly ports: readonly number[];
}

export interface Island {
  /** An executable that starts Chromium on the island. */
  readonly chromium: string;
  /** From now on only these ports of the mainland answer. */
  allow(reachable: readonly Reachable[]): void;
}

export class Archipelago {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'parley-islands-'));
  private readonly servers: Server[] = [];
  private readonly children: ChildProcess[] = [];
  private islands = 0;

  constructor() {
    // What a run that was killed left behind.
    clear();
    ip('addr', 'add', `${mainland}/32`, 'dev', 'lo');
  }

  /** What listens on this machine's loopback address is there for islands as well. */
  async expose(port: number): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, mainland, resolve));
    this.servers.push(server);
  }

  rise(chromium: string): Island {
    this.islands += 1;
    const index = this.islands;
    const name = namespace(index);
    ip('netns', 'add', name);
    // An address that comes up by itself a second later is another network to a browser: it drops what it is loading.
    quietly(() => ip('netns', 'exec', name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'));
    ip('link', 'add', `pisle${index}`, 'type', 'veth', 'peer', 'name', 'shore', 'netns', name);
    ip('addr', 'add', `10.77.${index}.1/24`, 'dev', `pisle${index}`);
    ip('link', 'set', `pisle${index}`, 'up');
    ip('-n', name, 'addr', 'add', `10.77.${index}.2/24`, 'dev', 'shore');
    ip('-n', name, 'link', 'set', 'shore', 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'route', 'add', 'default', 'via', `10.77.${index}.1`);
    const executable = path.join(this.folder, `chromium-${index}`);
    writeFileSync(executable, `#!/bin/sh\nexec ip netns exec ${name} ${chromium} "$@"\n`);
    chmodSync(executable, 0o755);
    return {
      chromium: executable,
      allow: (reachable) => {
        const rules = reachable.map(
          ({ protocol, ports }) => `ip daddr ${mainland} ${protocol} dport { ${ports.join(', ')} } accept`,
        );
        const chain = ['type filter hook output priority 0', 'policy drop', 'oifname lo accept', ...rules];
        const table = `table inet island {\n chain out {\n${chain.join(';\n')};\n }\n}`;
        execFileSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], {
          input: `table inet island {}\ndelete table inet island\n${table}\n`,
        });
      },
    };
  }

  /** A coturn on the mainland, with ephemeral credentials under this secret, whose allocations last 20 s. Resolves when it listens. */
  async startTurn(executable: string, secret: string, ports: { plain: number; tls: number }): Promise<void> {
    const { cert, private: key } = await generate([{ name: 'commonName', value: mainland }], { algorithm: 'sha256' });
    const file = (name: string, content: string) => {
      const where = path.join(this.folder, name);
      writeFileSync(where, content, { mode: 0o600 });
      return where;
    };
    const config = [
      `listening-ip=${mainland}`,
      `relay-ip=${mainland}`,
      `listening-port=${ports.plain}`,
      `tls-listening-port=${ports.tls}`,
      `cert=${file('turn.crt', cert)}`,
      `pkey=${file('turn.key', key)}`,
      'min-port=46000',
      'max-port=46999',
      'use-auth-secret',
      `static-auth-secret=${secret}`,
      'realm=parley.test',
      'max-allocate-lifetime=20',
      'no-cli',
      'fingerprint',
      'log-file=stdout',
      'simple-log',
      `userdb=${path.join(this.folder, 'turn.db')}`,
      `pidfile=${path.join(this.folder, 'turn.pid')}`,
    ];
    const child = spawn(executable, ['-c', file('turn.conf', `${config.join('\n')}\n`)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    // What it prints is buffered: its ports tell when it listens.
    for (const port of [ports.plain, ports.tls]) {
      await eventually(async () => {
        if (child.exitCode !== null) throw new Error(`turnserver ended with ${child.exitCode}:\n${said.slice(-2000)}`);
        await answers(port);
      });
    }
  }

  sink(): void {
    for (const server of this.servers) server.close();
    for (const child of this.children) child.kill('SIGKILL');
    clear();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A namespace takes its interfaces along. */
function clear(): void {
  for (let index = 1; index <= 8; index += 1) quietly(() => ip('netns', 'del', namespace(index)));
  quietly(() => ip('addr', 'del', `${mainland}/32`, 'dev', 'lo'));
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, mainland, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'ignore'] });
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // It was not there.
  }
}
