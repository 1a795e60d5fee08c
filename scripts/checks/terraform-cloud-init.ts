import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { readSettings } from '../../sfu/install/settings.ts';
import { findExecutable } from '../system/find-executable.ts';
import { inCopy, type Ran, run, terraform } from './terraform-command.ts';
import { tryExistingMachine } from './terraform-existing-machine.ts';
import { tryParleySetup } from './terraform-setup-script.ts';

/** What one look at the rendered files found: nothing, what is wrong, or why nobody could look. */
export interface Finding {
  readonly what: string;
  readonly wrong?: string;
  readonly skipped?: string;
}

/** The settings of a box as an operator would give them. */
const settings = {
  box: {
    id: 'eu-central-1',
    region: 'eu-central',
    host: 'eu-central-1.boxes.meet.example.org',
    turn_host: 'turn-eu-central-1.boxes.meet.example.org',
    url: 'https://eu-central-1.boxes.meet.example.org',
  },
  worker_url: 'https://meet.example.org',
  capacity: 200,
  capacity_mbps: 800,
  release: { url: 'https://downloads.example.org/parley-box-1.0.0.tar.gz', sha256: '0123456789abcdef'.repeat(4) },
  acme_email: 'ops@example.net',
  nat: { listen: ['10.0.0.5', 'fd00::5'], announced: ['198.51.100.5', '2001:db8::5'] },
  turn_secret: '0f1e2d3c4b5a6978'.repeat(4),
  enrolment_token: 'ZW5yb2xtZW50LXRva2VuLTAx',
};

/** More of the module than it shows to others. */
const inside = `output "inside" {
  value     = { box_env = local.box_env, files = { for path, file in local.files : path => file.content } }
  sensitive = true
}
`;

interface Rendered {
  readonly userData: string;
  readonly script: string;
  readonly boxEnv: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Renders the first start of a box, and has each piece looked at by the program that it is for.
 *
 * @throws {Error} when terraform cannot render it
 */
export async function checkCloudInit(root: string): Promise<Finding[]> {
  return await inCopy({ '.': path.join(root, 'terraform', 'modules', 'cloud-init') }, async (folder) => {
    const { userData, script, boxEnv, files } = await render(folder);
    const setup = files['/usr/local/sbin/parley-setup'] ?? '';
    const write = (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    const userDataFile = write('user-data.yaml', userData);
    return [
      checkBoxEnv(boxEnv),
      await checkSchema(
        userDataFile,
        write('wrong.yaml', userData.replace('"package_update": true', '"package_update": maybe')),
      ),
      await checkSetup(path.join(folder, 'setup'), setup),
      checkExisting(path.join(folder, 'existing'), script),
      ...(await checkShell(write('parley-setup.sh', setup))),
      ...(await checkShell(write('existing-machine.sh', script))),
      await checkRules(write('metadata.nft', files['/etc/parley/metadata.nft'] ?? '')),
      await checkUnit(
        write('parley-metadata-firewall.service', files['/etc/systemd/system/parley-metadata-firewall.service'] ?? ''),
      ),
    ];
  });
}

async function render(folder: string): Promise<Rendered> {
  writeFileSync(path.join(folder, 'inside.tf'), inside);
  writeFileSync(path.join(folder, 'terraform.tfvars.json'), JSON.stringify(settings));
  for (const args of [
    ['init', '-backend=false', '-input=false', '-no-color'],
    ['apply', '-auto-approve', '-input=false', '-no-color'],
  ]) {
    const { ok, output } = await terraform(folder, args);
    if (!ok) throw new Error(output);
  }
  const { output } = await terraform(folder, ['output', '-json']);
  const values = JSON.parse(output) as {
    user_data: { value: string };
    script: { value: string };
    inside: { value: { box_env: string; files: Record<string, string> } };
  };
  const { box_env: boxEnv, files } = values.inside.value;
  return { userData: values.user_data.value, script: values.script.value, boxEnv, files };
}

/** The box's own install script reads what terraform writes. */
function checkBoxEnv(text: string): Finding {
  const what = 'box.env, as the install script reads it';
  try {
    const read = readSettings(text);
    const isSame = read.box.boxId === settings.box.id && read.turnSecret === settings.turn_secret;
    return isSame ? { what } : { what, wrong: 'It reads other values than were written.' };
  } catch (error) {
    return { what, wrong: String(error) };
  }
}

async function checkSetup(folder: string, script: string): Promise<Finding> {
  mkdirSync(folder);
  const wrong = await tryParleySetup(folder, script, settings.release.sha256);
  return { what: 'parley-setup.sh, run on a release', ...(wrong === undefined ? {} : { wrong }) };
}

function checkExisting(folder: string, script: string): Finding {
  const secrets = { turn: settings.turn_secret, token: settings.enrolment_token };
  const wrong = tryExistingMachine(folder, script, secrets);
  return { what: 'existing-machine.sh, run and run again', ...(wrong === undefined ? {} : { wrong }) };
}

/** cloud-init itself where it is, else its schema, out of the distribution's package: installing that would start services. */
async function checkSchema(file: string, wrongFile: string): Promise<Finding> {
  const what = 'user data, by cloud-init’s schema';
  const validate = await schemaValidator();
  if ('skipped' in validate) return { what, ...validate };
  const { ok, output } = await validate.run(file);
  if (!ok) return { what, wrong: output };
  return (await validate.run(wrongFile)).ok ? { what, wrong: 'The schema lets anything pass.' } : { what };
}

type Validator = { run: (file: string) => Promise<Ran> } | { skipped: string };

async function schemaValidator(): Promise<Validator> {
  const cloudInit = findExecutable(['cloud-init']);
  if (cloudInit !== undefined) return { run: (file) => run(cloudInit, ['schema', '--config-file', file]) };
  const schema = findSchema() ?? (await fetchSchema());
  if (schema === undefined) return { skipped: 'neither cloud-init nor its package is to be had here' };
  const { ok: hasModules } = await run('python3', ['-c', 'import jsonschema, yaml']);
  if (!hasModules) return { skipped: 'python3 with jsonschema and yaml is not there' };
  const program = `import json, sys, yaml, jsonschema
jsonschema.Draft4Validator(json.load(open(sys.argv[1]))).validate(yaml.safe_load(open(sys.argv[2])))`;
  return { run: (file) => run('python3', ['-c', program, schema, file]) };
}

function schemaDir(): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley', 'cloud-init');
}

function findSchema(): string | undefined {
  const [found] = globSync('**/schema-cloud-config-v1.json', { cwd: schemaDir() });
  return found === undefined ? undefined : path.join(schemaDir(), found);
}

async function fetchSchema(): Promise<string | undefined> {
  if (findExecutable(['apt-get']) === undefined || findExecutable(['dpkg-deb']) === undefined) return undefined;
  mkdirSync(schemaDir(), { recursive: true });
  await run('apt-get', ['download', 'cloud-init'], { folder: schemaDir() });
  const [archive] = globSync('cloud-init_*.deb', { cwd: schemaDir() });
  if (archive !== undefined) await run('dpkg-deb', ['-x', archive, 'unpacked'], { folder: schemaDir() });
  return findSchema();
}

async function checkShell(file: string): Promise<Finding[]> {
  const what = `${path.basename(file)}, by`;
  const parsed = await run('sh', ['-n', file]);
  const shellcheck = findExecutable(['shellcheck']);
  const looked = shellcheck === undefined ? undefined : await run(shellcheck, [file]);
  return [
    { what: `${what} the shell`, ...(parsed.ok ? {} : { wrong: parsed.output }) },
    {
      what: `${what} shellcheck`,
      ...(looked === undefined ? { skipped: 'it is not installed' } : looked.ok ? {} : { wrong: looked.output }),
    },
  ];
}

async function checkRules(file: string): Promise<Finding> {
  const what = 'the rule for the metadata address, by nft';
  const nft = findExecutable(['nft', '/usr/sbin/nft']);
  const unshare = findExecutable(['unshare']);
  // In a network of its own, whose rules nobody minds.
  const inOwn = (...args: string[]) => run(unshare ?? '', ['--user', '--map-root-user', '--net', nft ?? '', ...args]);
  if (nft === undefined || unshare === undefined || !(await inOwn('list', 'tables')).ok) {
    return { what, skipped: 'nft may not be asked here' };
  }
  const { ok, output } = await inOwn('-f', file);
  if (!ok) return { what, wrong: output };
  return readFileSync(file, 'utf8').includes('169.254.169.254') ? { what } : { what, wrong: 'It is about another.' };
}

async function checkUnit(file: string): Promise<Finding> {
  const what = 'the unit of that rule, by systemd-analyze';
  const analyze = findExecutable(['systemd-analyze']);
  if (analyze === undefined || findExecutable(['/usr/sbin/nft']) === undefined) {
    return { what, skipped: 'systemd-analyze or nft is not installed' };
  }
  const { ok, output } = await run(analyze, ['verify', '--man=no', file]);
  return ok && !output.includes(path.basename(file)) ? { what } : { what, wrong: output };
}
