import { copyFileSync, globSync } from 'node:fs';
import path from 'node:path';
import { readOutputs } from '../deploy/outputs.ts';
import { findExecutable } from '../system/find-executable.ts';
import type { Check, Outcome } from './check.ts';
import { checkCloudInit } from './terraform-cloud-init.ts';
import { inCopy, run, terraform } from './terraform-command.ts';
import { cachedProviders } from './terraform-providers.ts';
import { checkReadme } from './terraform-readme.ts';

/** What the checks found so far. */
class Tally {
  passed = 0;
  failed = 0;
  readonly skipped: string[] = [];

  add(what: string, ok: boolean, output = ''): void {
    if (ok) this.passed++;
    else this.failed++;
    if (!ok) console.log(`   ${what}:\n${output.trimEnd()}`);
  }

  /** Counts the runs of `terraform test`. One that ends before any of its runs has failed as a whole. */
  addTests(what: string, ok: boolean, output: string): void {
    const count = (result: string) => output.match(new RegExp(`^ {2}run ".*"\\.\\.\\. ${result}$`, 'gm'))?.length ?? 0;
    this.passed += count('pass');
    this.failed += Math.max(count('fail'), ok && count('pass') > 0 ? 0 : 1);
    if (!ok) console.log(`   ${what}:\n${output.trimEnd()}`);
  }

  get outcome(): Outcome {
    return { passed: this.passed, failed: this.failed, skipped: this.skipped };
  }
}

/**
 * terraform/ without any cloud. Names, sizes, firewall, first start and everything else of the root module that follows from its
 * variables are tested without a provider; the resources by the providers' own schemas, where their programs are in the cache.
 */
export function terraformCheck(root: string): Check {
  return {
    name: 'terraform',
    title: 'Terraform',
    run: async () => {
      const tally = new Tally();
      tally.add('terraform/README.md', checkReadme(root), 'Run node scripts/checks/terraform-readme.ts --write.');
      const lacking = await whyNoTerraform();
      if (lacking) {
        console.log(`   ${lacking}: only the README was looked at`);
        tally.skipped.push(`terraform/: ${lacking}`);
        return tally.outcome;
      }
      await checkFormat(root, tally);
      await checkModules(root, tally);
      await checkRoot(root, tally);
      await checkFirstStart(root, tally);
      return tally.outcome;
    },
  };
}

async function whyNoTerraform(): Promise<string | undefined> {
  if (findExecutable(['terraform']) === undefined) return 'terraform is not installed';
  const version = /"terraform_version": "(\d+)\.(\d+)/.exec((await run('terraform', ['version', '-json'])).output);
  const isNew = Number(version?.[1]) > 1 || (Number(version?.[1]) === 1 && Number(version?.[2]) >= 9);
  return isNew ? undefined : 'terraform is older than 1.9';
}

/** Refuses what cannot be parsed, too. */
async function checkFormat(root: string, tally: Tally): Promise<void> {
  const { ok, output } = await terraform(root, ['fmt', '-check', '-diff', '-recursive', '-no-color', 'terraform']);
  tally.add('terraform fmt', ok, output);
}

async function checkModules(root: string, tally: Tally): Promise<void> {
  const modules = path.join(root, 'terraform', 'modules');
  for (const name of globSync('*/tests', { cwd: modules }).map((folder) => path.dirname(folder))) {
    await inCopy({ '.': path.join(modules, name) }, (folder) => test(`module ${name}`, folder, tally));
  }
}

async function test(what: string, folder: string, tally: Tally, config: string | null = null): Promise<void> {
  const started = await terraform(folder, ['init', '-backend=false', '-input=false', '-no-color'], config);
  const valid = started.ok ? await terraform(folder, ['validate', '-no-color'], config) : started;
  tally.add(`${what}, terraform validate`, valid.ok, valid.output);
  if (!valid.ok) return;
  const { ok, output } = await terraform(folder, ['test', '-no-color'], config);
  tally.addTests(`${what}, terraform test`, ok, output);
}

/** The files of the root module that no provider is needed for. */
const plainFiles = ['variables.tf', 'fleet.tf', 'outputs.tf'];

async function checkRoot(root: string, tally: Tally): Promise<void> {
  const at = (...parts: string[]) => path.join(root, 'terraform', ...parts);
  const plain = Object.fromEntries(plainFiles.map((name) => [name, at(name)]));
  const standIns = {
    'stand-ins.tf': at('tests/without-providers/stand-ins.tf'),
    'tests/fleet.tftest.hcl': at('tests/without-providers/fleet.tftest.hcl'),
  };
  await inCopy({ modules: at('modules'), ...plain, ...standIns }, async (folder) => {
    await test('all but resources', folder, tally);
    copyFileSync(at('terraform.tfvars.example'), path.join(folder, 'terraform.tfvars'));
    await checkExample(folder, tally);
  });

  const cached = cachedProviders();
  if ('missing' in cached) {
    console.log(`   resources: parsed only; there is no program of ${cached.missing.join(' and ')} in the cache`);
    tally.skipped.push(
      'terraform/, resources by their providers’ schemas (node scripts/checks/terraform-providers.ts)',
    );
    return;
  }
  const all = globSync('*.tf', { cwd: at() });
  const files = Object.fromEntries([...all, 'tests/providers.tftest.hcl'].map((name) => [name, at(name)]));
  await inCopy({ modules: at('modules'), ...files }, (folder) =>
    test('resources, with their providers', folder, tally, cached.config),
  );
  console.log('   resources: validated and tested with the providers’ own programs');
}

/** Whoever starts from the example gets outputs that `npm run deploy` understands. */
async function checkExample(folder: string, tally: Tally): Promise<void> {
  const secret = '0f1e2d3c4b5a6978'.repeat(4);
  const applied = await terraform(folder, [
    'apply',
    '-auto-approve',
    '-input=false',
    '-no-color',
    `-var=turn_secret=${secret}`,
  ]);
  tally.add('terraform.tfvars.example', applied.ok, applied.output);
  if (!applied.ok) return;
  const { output: text } = await terraform(folder, ['output', '-json']);
  // What the stand-ins show besides is not the root module's.
  const { user_data: _, ...outputs } = JSON.parse(text) as Record<string, unknown>;
  tally.add('outputs hold no secret', !JSON.stringify(outputs).includes(secret), 'One of them holds turn_secret.');
  try {
    const { boxes, turnUrls, regionPlaces } = readOutputs(text);
    const isWhole = boxes.length > 0 && turnUrls !== '' && regionPlaces !== '';
    tally.add('outputs, as npm run deploy reads them', isWhole, 'Boxes, TURN addresses or places are missing.');
  } catch (error) {
    tally.add('outputs, as npm run deploy reads them', false, String(error));
  }
}

async function checkFirstStart(root: string, tally: Tally): Promise<void> {
  try {
    for (const { what, wrong, skipped } of await checkCloudInit(root)) {
      if (skipped === undefined) tally.add(what, wrong === undefined, wrong);
      else tally.skipped.push(`terraform/, ${what}: ${skipped}`);
    }
  } catch (error) {
    tally.add('first start of a box', false, error instanceof Error ? error.message : String(error));
  }
}
