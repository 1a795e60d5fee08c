import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { descendants } from '../processes.ts';
import { outFolder } from '../start-parley.ts';
import { commandAsUnit, readUnit } from './as-unit.ts';
import type { NetworkHost } from './network.ts';

/** Nobody else's: the user `parley` is made by an installation on a real machine only. */
const parleyUser = { uid: 64_180, gid: 64_180 };
type Service = 'haproxy' | 'caddy' | 'coturn' | 'parley-box';
const packageUnits = '/lib/systemd/system';

/** Why these services cannot run here: their packages bring their users and units. Null when they can. */
export function packageMissing(...services: readonly ('haproxy' | 'caddy' | 'coturn')[]): string | null {
  const missing = services.find((service) => !existsSync(path.join(packageUnits, `${service}.service`)));
  return missing === undefined ? null : `${missing} is not installed`;
}

/** A clean root that the install script filled. */
export class InstalledRoot {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'parley-root-'));

  /** Runs the install script of an unpacked release. */
  installFrom(release: string, settings: Record<string, string>): void {
    const envFile = `${this.folder}.env`;
    writeFileSync(
      envFile,
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    this.run(path.join(release, 'install', 'install.sh'), '--root', this.folder, '--env', envFile);
    rmSync(envFile);
  }

  rollBack(): void {
    this.run(path.join(this.folder, 'opt/parley/current/install/install.sh'), '--root', this.folder, '--rollback');
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(script: string, ...args: string[]): void {
    const { status, stdout, stderr } = spawnSync(script, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`install.sh ended with ${status}:\n${stdout}${stderr}`);
  }
}

/** An installed root that runs on a host of its own: the box and its three neighbours, each as its unit says. */
export class RunningBox {
  readonly root: InstalledRoot;
  readonly host: NetworkHost;
  private readonly children = new Map<Service, ChildProcess>();

  constructor(root: InstalledRoot, host: NetworkHost) {
    this.root = root;
    this.host = host;
    // What a package and StateDirectory= would have made.
    for (const [folder, owner] of [
      ['var/lib/parley', parleyUser],
      ['var/lib/caddy', userOf('caddy')],
      ['run/parley-caddy', userOf('caddy')],
    ] as const) {
      mkdirSync(path.join(root.folder, folder), { recursive: true });
      chmodSync(path.join(root.folder, folder), 0o700);
      chownSync(path.join(root.folder, folder), owner.uid, owner.gid);
    }
    const hosts = path.join(root.folder, 'etc/hosts');
    // The Worker is called localhost; nothing on a box calls the box so.
    writeFileSync(hosts, '10.79.0.1 localhost\n');
  }

  /** `more` is added to its environment. */
  start(service: Service, more: Record<string, string> = {}): void {
    const drop = service === 'parley-box' ? '' : this.root.read(`etc/systemd/system/${service}.service.d/parley.conf`);
    const base =
      service === 'parley-box'
        ? this.root.read('etc/systemd/system/parley-box.service')
        : readFileSync(path.join(packageUnits, `${service}.service`), 'utf8');
    const unit = readUnit(base, drop);
    const user =
      service === 'haproxy' ? null : service === 'parley-box' ? parleyUser : userOf(unit.one('User') ?? service);
    const envFile = service === 'parley-box' ? this.root.read('etc/parley/box.env') : '';
    const home = service === 'caddy' ? 'Environment=HOME=/var/lib/caddy' : '';
    const added = Object.entries(more).map(([name, value]) => `Environment=${name}=${value}`);
    const command = commandAsUnit(readUnit(base, drop, home, ...added), user, envFile);
    const [file = '', ...rest] = [...this.enter(), ...command];
    mkdirSync(outFolder, { recursive: true });
    const log = createWriteStream(path.join(outFolder, `installed-${service}.log`), { flags: 'a' });
    const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.children.set(service, child);
  }

  /** The service's own process, below what prepares its machine. */
  pid(service: Service): number {
    const child = this.children.get(service);
    if (!child?.pid || child.exitCode !== null) throw new Error(`${service} does not run (${child?.exitCode}).`);
    return child.pid;
  }

  mediaWorkers(): number[] {
    return descendants(this.pid('parley-box'))
      .filter(({ command }) => command.includes('mediasoup-worker'))
      .map(({ pid }) => pid);
  }

  /** As `systemctl stop` does: SIGTERM to the main process alone, and SIGKILL after TimeoutStopSec. Returns what it took, in ms. */
  async stop(service: Service): Promise<number> {
    const child = this.children.get(service);
    if (!child || child.exitCode !== null) return 0;
    const startedAt = performance.now();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(patience);
    this.children.delete(service);
    return performance.now() - startedAt;
  }

  /** What the timer does: brings coturn the certificate that Caddy has; `reload` stands for systemctl. */
  copyCertificates(name: string): string {
    const script = path.join(this.root.folder, 'opt/parley/current/install/copy-certificates.sh');
    return execFileSync(script, [name], {
      encoding: 'utf8',
      env: { ...process.env, PARLEY_ROOT: this.root.folder, COTURN_RELOAD: 'echo first=' },
    });
  }

  /** Runs a command in the box's machine, as root; its output. */
  runInside(...command: string[]): string {
    const [file = '', ...rest] = [...this.enter(), ...command];
    const { status, stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.children.keys()].map((service) => this.stop(service)));
  }

  private enter(): string[] {
    return [...this.host.command, 'unshare', '--mount', path.join(import.meta.dirname, 'enter.sh'), this.root.folder];
  }
}

function userOf(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  if (line === undefined) throw new Error(`This machine has no user ${name}.`);
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
