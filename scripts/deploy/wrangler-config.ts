import { SetupError } from '../setup-error.ts';
import type { CloudOutputs } from './outputs.ts';
import { requiredSecrets, type Settings } from './settings.ts';

/** Where the generated configuration is put, beside wrangler.toml: its paths count from there. Not in git. */
export const deployConfigFile = 'wrangler.deploy.toml';

/**
 * The configuration of this deployment: wrangler.toml, with what only this deployment has in its place.
 *
 * @throws {SetupError} when wrangler.toml has changed so that a place is not found
 */
export function makeWranglerConfig(
  wranglerToml: string,
  outputs: CloudOutputs,
  settings: Settings,
  version: string,
): string {
  const variables = { ENVIRONMENT: 'production', PARLEY_ORIGIN: outputs.origin, ...settings.variables };
  const withIds = [
    // Of the same name as all else that terraform made: a second service on the account is another Worker.
    ['name', outputs.databaseName],
    ['database_id', outputs.databaseId],
    ['database_name', outputs.databaseName],
    ['bucket_name', outputs.bucket],
  ].reduce((text, [key = '', value = '']) => replaceOnce(text, key, value), wranglerToml);
  if (withIds.match(/^\[define\]$/gm)?.length !== 1) throw new SetupError('wrangler.toml must have one [define].');
  // A definition is an expression: a string in a string.
  const withVersion = withIds.replace(
    /^\[define\]$/m,
    (head) => `${head}\n__DEPLOYED_VERSION__ = ${toml(JSON.stringify(version))}`,
  );

  return [
    '# Made by `npm run deploy` from wrangler.toml, the outputs of terraform and the settings; do not edit.',
    `account_id = ${toml(outputs.accountId)}`,
    'workers_dev = false',
    'preview_urls = false',
    `routes = [{ pattern = ${toml(new URL(outputs.origin).hostname)}, custom_domain = true }]`,
    '',
    withVersion.trimEnd(),
    '',
    '[observability]',
    'enabled = true',
    '',
    '[secrets]',
    `required = [${requiredSecrets(settings).map(toml).join(', ')}]`,
    '',
    '[vars]',
    ...Object.entries(variables).map(([name, value]) => `${name} = ${toml(value)}`),
    '',
  ].join('\n');
}

/** Escapes of JSON are escapes of TOML. */
function toml(value: string): string {
  return JSON.stringify(value);
}

function replaceOnce(text: string, key: string, value: string): string {
  // Bindings have names too.
  const line = key === 'name' ? /^name = "parley"$/gm : new RegExp(`^${key} = ".*"$`, 'gm');
  if (text.match(line)?.length !== 1) throw new SetupError(`wrangler.toml must have one line ${key} = "…".`);
  return text.replace(line, () => `${key} = ${toml(value)}`);
}
