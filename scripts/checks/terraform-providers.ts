// `node scripts/checks/terraform-providers.ts` gets the providers' programs into a cache outside of the repository, for the check that
// validates terraform/ with their own schemas. The check itself never does: it takes what is there.
import { chmodSync, existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { findExecutable } from '../system/find-executable.ts';
import { inCopy, run, terraform } from './terraform-command.ts';

const registry = 'registry.terraform.io';
const providers = ['cloudflare/cloudflare', 'hetznercloud/hcloud'];
/** Published as a Go module, so that a Go toolchain can build it. Cloudflare's is not: its path lacks the major version that Go asks for. */
const hcloud = { module: 'github.com/hetznercloud/terraform-provider-hcloud', version: '1.52.0' };

/** terraform's and Go's name of this machine's kind. */
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

function cacheDir(): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley', 'terraform-providers');
}

function missingProviders(): string[] {
  return providers.filter((name) => {
    const folder = path.join(cacheDir(), registry, name);
    return globSync([`*_${platform}.zip`, `*/${platform}`], { cwd: folder }).length === 0;
  });
}

/** A settings file with which terraform finds all providers in the cache, or the names of those that are not there. */
export function cachedProviders(): { config: string } | { missing: string[] } {
  const missing = existsSync(cacheDir()) ? missingProviders() : providers;
  if (missing.length > 0) return { missing };
  const config = path.join(cacheDir(), 'terraform.tfrc');
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(cacheDir())}\n  }\n}\n`,
  );
  return { config };
}

async function getProviders(root: string): Promise<number> {
  mkdirSync(cacheDir(), { recursive: true });
  if (missingProviders().length > 0) {
    console.log('Asking terraform to fetch the providers.');
    // Of the files, only those that say which are needed.
    const mirrored = await inCopy({ 'versions.tf': path.join(root, 'terraform', 'versions.tf') }, (folder) =>
      terraform(folder, ['providers', 'mirror', `-platform=${platform}`, cacheDir()]),
    );
    if (!mirrored.ok) console.log(lastLines(mirrored.output));
  }
  if (missingProviders().includes('hetznercloud/hcloud')) await buildHcloud();
  const missing = missingProviders();
  console.log(missing.length === 0 ? `All are in ${cacheDir()}.` : `Not to be had here: ${missing.join(', ')}.`);
  return missing.length === 0 ? 0 : 1;
}

/** Some minutes on two cores. */
async function buildHcloud(): Promise<void> {
  const go = findExecutable(['go', '/usr/local/go/bin/go']);
  if (go === undefined) {
    console.log('There is no Go toolchain to build hetznercloud/hcloud with.');
    return;
  }
  console.log(`Building ${hcloud.module} ${hcloud.version}.`);
  const bin = path.join(cacheDir(), '.build');
  const built = await run(
    go,
    ['install', '-p=1', '-trimpath', '-ldflags=-s -w', `${hcloud.module}@v${hcloud.version}`],
    {
      env: { ...process.env, GOBIN: bin },
    },
  );
  const program = path.join(bin, 'terraform-provider-hcloud');
  if (built.ok && existsSync(program)) {
    const folder = path.join(cacheDir(), registry, 'hetznercloud', 'hcloud', hcloud.version, platform);
    mkdirSync(folder, { recursive: true });
    renameSync(program, path.join(folder, `terraform-provider-hcloud_v${hcloud.version}`));
    chmodSync(path.join(folder, `terraform-provider-hcloud_v${hcloud.version}`), 0o755);
  } else {
    console.log(lastLines(built.output));
  }
  rmSync(bin, { recursive: true, force: true });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join('\n');
}

if (import.meta.main) process.exitCode = await getProviders(path.resolve(import.meta.dirname, '..', '..'));
