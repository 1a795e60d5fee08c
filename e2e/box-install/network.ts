import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

// A small network inside of this machine: a bridge, and on it hosts of their own, each a Linux network namespace. A box there has its
// own port 443, and a person there reaches what their firewall lets through. Nothing is forwarded: there is no way out.

const bridge = 'ptbox';
const subnet = '10.79.0';
const namespace = (index: number) => `parley-box-${index}`;
const most = 8;

/** Where the hosts of the network find what this machine exposes. */
export const thisMachine = `${subnet}.1`;

/** What may be reached; everything else is dropped. */
export interface Allowed {
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: readonly number[];
}

export interface NetworkHost {
  readonly address: string;
  /** Beginning of a command that is to run on that host. */
  readonly command: readonly string[];
  /** From now on nothing but this goes out. */
  allow(allowed: readonly Allowed[]): void;
  /** An executable that starts a program there. */
  wrap(program: string): string;
}

/** Why there can be no such network here; null when there can. */
export function networkImpossible(): string | null {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  for (const tool of ['ip', 'nft', 'unshare', 'setpriv', 'prlimit']) {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' });
    } catch {
      return `${tool} is not installed`;
    }
  }
  return null;
}

export class Network {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'parley-network-'));
  private readonly servers: Server[] = [];
  private hosts = 0;

  constructor() {
    // What a run that was killed left behind.
    clear();
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('addr', 'add', `${thisMachine}/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
  }

  /** What listens on this machine's loopback address is there for the hosts as well. */
  async expose(port: number): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
      onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, thisMachine, resolve));
    this.servers.push(server);
  }

  addHost(): NetworkHost {
    this.hosts += 1;
    const index = this.hosts;
    const name = namespace(index);
    const address = `${subnet}.${index + 1}`;
    ip('netns', 'add', name);
    ip('link', 'add', `${bridge}${index}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    ip('link', 'set', `${bridge}${index}`, 'master', bridge, 'up');
    ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    ip('-n', name, 'link', 'set', 'eth0', 'up');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'route', 'add', 'default', 'via', thisMachine);
    const command = ['ip', 'netns', 'exec', name];
    return {
      address,
      command,
      allow: (allowed) => {
        const rules = allowed.map(
          ({ address: to, protocol, ports }) => `ip daddr ${to} ${protocol} dport { ${ports.join(', ')} } accept`,
        );
        const chain = ['type filter hook output priority 0', 'policy drop', 'oifname lo accept', ...rules].join(';\n');
        const table = `table inet box {}\ndelete table inet box\ntable inet box {\n chain out {\n${chain};\n }\n}\n`;
        execFileSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input: table });
      },
      wrap: (program) => {
        const executable = path.join(this.folder, `${path.basename(program)}-${index}`);
        writeFileSync(executable, `#!/bin/sh\nexec ${command.join(' ')} ${program} "$@"\n`);
        chmodSync(executable, 0o755);
        return executable;
      },
    };
  }

  remove(): void {
    for (const server of this.servers) server.close();
    clear();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A namespace takes its interfaces along. */
function clear(): void {
  for (let index = 1; index <= most; index += 1) quietly(() => ip('netns', 'del', namespace(index)));
  for (let index = 1; index <= most; index += 1) quietly(() => ip('link', 'del', `${bridge}${index}`));
  quietly(() => ip('link', 'del', bridge));
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // It was not there.
  }
}
