import { parseArgs } from 'node:util';
import { SetupError } from '../setup-error.ts';

export interface DeployArguments {
  /** A file with what `terraform output -json` prints; null: terraform is asked. */
  readonly outputs: string | null;
  /** The Worker's settings. */
  readonly envFile: string;
  /** The box's tarball; null: the one of this version in dist/. */
  readonly release: string | null;
  readonly dryRun: boolean;
  readonly rollback: boolean;
  /** Upgrade boxes: `if-compatible` unless said otherwise. */
  readonly boxes: 'if-compatible' | 'always' | 'never';
  /** Commands for boxes are printed for somebody to run, and waited for. */
  readonly byHand: boolean;
  readonly help: boolean;
}

export const deployHelp = `Usage: npm run deploy -- [options]     database, Worker and web, tokens for new boxes, then boxes one by one

Options
  --outputs FILE   what "terraform output -json" printed; default: terraform is asked
  --env-file FILE  the Worker's settings; default deploy.env
  --release FILE   the box's tarball; default: this version's in dist/, from "npm run release"
  --boxes          go on although Worker and boxes will not understand each other until the boxes are upgraded
  --no-boxes       leave the boxes as they are
  --by-hand        print the commands for boxes instead of running them over ssh, and wait for the boxes
  --rollback       Worker and boxes back to the versions before (the database stays: migrations only add)
  --dry-run        print every step and change nothing
  --help           show this
`;

/** @throws {SetupError} for an option that there is not, and for two that exclude each other */
export function parseDeployArguments(args: readonly string[]): DeployArguments {
  const values = parse(args);
  if (values.boxes && values['no-boxes']) throw new SetupError('Use either --boxes or --no-boxes.');
  return {
    outputs: values.outputs ?? null,
    envFile: values['env-file'] ?? 'deploy.env',
    release: values.release ?? null,
    dryRun: values['dry-run'] ?? false,
    rollback: values.rollback ?? false,
    boxes: values.boxes ? 'always' : values['no-boxes'] ? 'never' : 'if-compatible',
    byHand: values['by-hand'] ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        outputs: { type: 'string' },
        'env-file': { type: 'string' },
        release: { type: 'string' },
        boxes: { type: 'boolean' },
        'no-boxes': { type: 'boolean' },
        'by-hand': { type: 'boolean' },
        rollback: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message.split('. ')[0]}. Use --help to see the options.`);
  }
}
