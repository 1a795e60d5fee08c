import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { protocolVersion } from '../../sfu/contract/version.ts';
import { boxLinkVersion } from '../../worker/contract/box-link.ts';
import { SetupError } from '../setup-error.ts';
import { type DeployArguments, deployHelp, parseDeployArguments } from './arguments.ts';
import { whatPeopleNotice } from './compatible.ts';
import { deployedVersion } from './deployed-version.ts';
import { type Drained, drainedIn } from './drained.ts';
import { execute } from './execute.ts';
import { type BoxRelease, findRelease } from './find-release.ts';
import { keepMadeSecrets, madeSecretFile, readMadeSecrets } from './made-secrets.ts';
import { type CloudOutputs, readOutputs } from './outputs.ts';
import { planBoxes } from './plan-boxes.ts';
import { planWorker, planWorkerRollback, wrangler } from './plan-deploy.ts';
import { type Fleet, readFleet, readFleetAgain, readSecretNames, readWorkerVersions } from './read-fleet.ts';
import { type Runner, realRunner } from './runner.ts';
import { checkWaysIn, readSettings, type SecretsToSet, type Settings, secretsToSet } from './settings.ts';
import { type DeployPlan, describeStep } from './steps.ts';
import {
  beginDeployment,
  beginRollback,
  boxChanges,
  endRollback,
  rollBackBoxes,
  type WayBackFile,
  wayBackIn,
} from './way-back.ts';
import { makeWranglerConfig } from './wrangler-config.ts';

const ours = { boxLink: boxLinkVersion, protocol: protocolVersion };

/** What a deployment goes by, read before anything is changed. */
interface Situation {
  readonly root: string;
  readonly options: DeployArguments;
  readonly outputs: CloudOutputs;
  readonly settings: Settings;
  readonly runner: Runner;
  readonly drained: Drained;
  readonly wayBack: WayBackFile;
}

/**
 * `npm run deploy`; see `deployHelp`.
 *
 * @param makeRunner tests bring a world of their own
 */
export async function runDeploy(
  root: string,
  args: readonly string[],
  makeRunner: typeof realRunner = realRunner,
): Promise<number> {
  const options = parseDeployArguments(args);
  if (options.help) {
    console.log(deployHelp);
    return 0;
  }
  const outputs = await askOutputs(root, options);
  const stateDir = path.join(root, '.parley', 'deploy', new URL(outputs.origin).hostname);
  const settings = withDefaults(readSettingsFile(root, options), outputs, readMadeSecrets(stateDir));
  const operatorKey = settings.secrets.OPERATOR_KEY ?? null;
  const reader = makeRunner(root, outputs.origin, operatorKey);
  const present = await askSecretNames(reader, outputs, options);
  if (present?.includes('OPERATOR_KEY') && operatorKey === null)
    throw new SetupError(
      `OPERATOR_KEY is needed to speak to the fleet: set it in the environment, or put it into ${madeSecretFile(stateDir, 'OPERATOR_KEY')}.`,
    );

  checkWaysIn(settings, present ?? []);
  const toSet = secretsToSet(settings, present ?? []);
  if (!options.dryRun) keepMadeSecrets(stateDir, toSet);
  const runner = makeRunner(root, outputs.origin, operatorKey ?? toSet.secrets.OPERATOR_KEY ?? null);
  const drained = drainedIn(path.join(stateDir, 'drained.json'));
  const wayBack = wayBackIn(path.join(stateDir, 'way-back.json'));
  await deploy({ root, options, outputs, settings, runner, drained, wayBack }, present !== null, toSet);
  if (toSet.made.length > 0 && !options.dryRun)
    runner.say(`Made up, and readable for you only in ${stateDir}: ${toSet.made.join(', ')}. Keep a copy elsewhere.`);
  return 0;
}

/** Checks that people can bear it, then Worker and boxes. Exported for tests, which bring their own runner. */
export async function deploy(situation: Situation, exists: boolean, toSet: SecretsToSet): Promise<void> {
  const { root, options, outputs, settings, runner, drained, wayBack } = situation;
  const found = exists ? await readFleet(runner) : 'it is not deployed yet';
  if (typeof found === 'string') runner.say(`The Worker at ${outputs.origin} cannot tell of boxes: ${found}.`);
  const fleet: Fleet = typeof found === 'string' ? { boxes: [], boxLink: null } : found;
  const release = options.boxes === 'never' || options.rollback ? null : findRelease(root, options.release, ours);
  const cutOff = options.rollback ? false : checkCompatible(fleet, options, release);

  const version = deployedVersion(root);
  const workerFacts = {
    ...{ outputs, version, secrets: toSet.secrets },
    config: makeWranglerConfig(readFileSync(path.join(root, 'wrangler.toml'), 'utf8'), outputs, settings, version),
    message: options.rollback ? 'Parley: rolled back' : `Parley ${version}`,
  };
  const versions = exists ? await readWorkerVersions(runner, deploymentsOf(outputs)) : { now: null, before: null };
  const known = wayBack.read();
  let way = options.rollback ? beginRollback(known, versions) : beginDeployment(known, version, versions.now);
  if (options.rollback && way.before.worker === null)
    throw new SetupError('Cloudflare could not say which Worker there was before: there is nothing to go back to.');
  if (!options.dryRun) wayBack.write(way);
  await carryOut(
    options.rollback ? planWorkerRollback(workerFacts, way.before.worker ?? '') : planWorker(workerFacts),
    situation,
  );

  // Once more: it may tell of boxes only now. Those that it refuses are not waited for.
  const now = options.dryRun ? fleet : await readFleetAgain(runner, cutOff ? { ...fleet, boxes: [] } : fleet);
  if (options.rollback && options.boxes !== 'never') way = rollBackBoxes(way, now.boxes);
  if (!options.dryRun) wayBack.write(way);
  const boxes = planBoxes({
    ...{ listed: outputs.boxes, fleet: now.boxes, drained: drained.list(), cutOff, byHand: options.byHand },
    relays: Boolean(settings.variables.TURN_URLS),
    target:
      options.boxes === 'never'
        ? null
        : way.leaving
          ? { leaving: way.leaving.boxes ?? {}, before: way.before.boxes ?? {} }
          : release,
  });
  const outdated = now.boxes.length > 0 && release === null && !options.rollback && options.boxes !== 'never';
  const notes = outdated ? ['Boxes stay as they are: of this commit there is no release ("npm run release").'] : [];
  await carryOut({ steps: boxes.steps, notes: [...boxes.notes, ...notes] }, situation);
  if (options.rollback && !options.dryRun) wayBack.write(endRollback(way));
  runner.say(options.dryRun ? 'Nothing was changed.' : `Done: ${outputs.origin}`);
}

/** @returns whether the Worker will refuse the boxes that are linked now */
function checkCompatible(
  { boxes, boxLink }: Fleet,
  { boxes: mode }: DeployArguments,
  release: BoxRelease | null,
): boolean {
  const protocols = boxes.filter(({ linked }) => linked).map(({ protocol }) => protocol);
  const notice = whatPeopleNotice(ours, { boxLink, protocols });
  if (notice === null) return false;
  if (mode !== 'always')
    throw new SetupError(`${notice}\nTo go on, upgrading the boxes in the same run, add --boxes, at a quiet hour.`);
  if (release === null) throw new SetupError(`${notice}\nMake the boxes' release first: npm run release`);
  return boxLink !== ours.boxLink;
}

async function carryOut({ steps, notes }: DeployPlan, situation: Situation): Promise<void> {
  const { options, outputs, runner, drained, wayBack } = situation;
  const changing = (boxId: string, software: string | null) => {
    const known = wayBack.read();
    if (known && !options.rollback) wayBack.write(boxChanges(known, boxId, software));
  };
  if (options.dryRun)
    for (const step of steps) {
      runner.say(`- ${step.title}`);
      for (const line of describeStep(step, outputs.origin)) runner.say(`    ${line}`);
    }
  else await execute(steps, runner, outputs.origin, { drained, changing });
  for (const note of notes) runner.say(`Note: ${note}`);
}

async function askOutputs(root: string, { outputs }: DeployArguments): Promise<CloudOutputs> {
  if (outputs !== null) return readOutputs(read(outputs));
  const { code, out, err } = await realRunner(root, 'http://localhost', null).ask([
    'terraform',
    '-chdir=terraform',
    'output',
    '-json',
  ]);
  if (code !== 0) throw new SetupError(`Terraform could not be asked for its outputs: ${err.trim() || out.trim()}`);
  return readOutputs(out);
}

function deploymentsOf({ databaseName: worker }: CloudOutputs): readonly string[] {
  return wrangler('deployments', 'list', '--name', worker, '-c', 'wrangler.toml', '--json');
}

async function askSecretNames(
  runner: Runner,
  { accountId, databaseName: worker }: CloudOutputs,
  { dryRun }: DeployArguments,
): Promise<string[] | null> {
  // Wrangler takes the account from the environment where its configuration names none.
  process.env.CLOUDFLARE_ACCOUNT_ID ??= accountId;
  const command = wrangler('secret', 'list', '--name', worker, '-c', 'wrangler.toml', '--format', 'json');
  try {
    return await readSecretNames(runner, worker, command);
  } catch (error) {
    if (!dryRun) throw error;
    runner.say(`${(error as Error).message}\nThe steps are those of a first deployment.`);
    return null;
  }
}

function readSettingsFile(root: string, { envFile }: DeployArguments): Settings {
  const file = path.resolve(root, envFile);
  if (!existsSync(file))
    throw new SetupError(`${envFile} is missing: copy scripts/deploy/deploy.env.example and fill it in.`);
  return readSettings(envFile, read(file), process.env);
}

/** What follows from the boxes and from earlier runs, where the settings do not say it. */
function withDefaults(
  settings: Settings,
  { turnUrls, regionPlaces }: CloudOutputs,
  made: Settings['secrets'],
): Settings {
  return {
    secrets: { ...made, ...settings.secrets },
    variables: {
      ...(turnUrls && { TURN_URLS: turnUrls }),
      ...(regionPlaces && { REGION_PLACES: regionPlaces }),
      ...settings.variables,
    },
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(`${file} could not be read: ${(error as Error).message}`);
  }
}
