import type { CloudOutputs } from './outputs.ts';
import type { DeployPlan, Step } from './steps.ts';
import { deployConfigFile } from './wrangler-config.ts';

export interface WorkerFacts {
  readonly outputs: CloudOutputs;
  readonly config: string;
  readonly version: string;
  /** For people, in the list of deployments. */
  readonly message: string;
  readonly secrets: Readonly<Record<string, string>>;
}

const configured = ['-c', deployConfigFile];

/** The commands' first words: `npx` for people, and what is really run. */
export function wrangler(...args: readonly string[]): readonly string[] {
  return ['npx', 'wrangler', ...args];
}

/** Database, web and Worker. The database first: migrations only add, so that the Worker of before goes on meanwhile. */
export function planWorker({ outputs, config, version, message, secrets }: WorkerFacts): DeployPlan {
  const steps: Step[] = [
    { do: 'write', title: "Write this deployment's configuration", file: deployConfigFile, text: config },
    { do: 'run', title: 'Build the web client', command: ['npx', 'vite', 'build'], folder: 'web' },
    {
      do: 'run',
      title: 'Bring the database to the newest migration',
      command: wrangler('d1', 'migrations', 'apply', 'DB', '--remote', ...configured),
    },
    {
      do: 'run',
      title: 'Deploy Worker and web',
      command: wrangler('deploy', ...configured, '--message', message),
      secrets,
    },
    awaitWorker(outputs, version),
  ];
  return { steps, notes: [] };
}

function awaitWorker({ origin }: CloudOutputs, version: string): Step {
  return {
    do: 'await-worker',
    title: `Wait until ${new URL(origin).hostname} answers with it`,
    version,
    // A new custom domain gets its certificate first.
    deadlineMs: 300_000,
  };
}

/**
 * The Worker and web client of before, by its id: done twice, it is still that one. What this writes is needed by wrangler to know which Worker.
 */
export function planWorkerRollback({ config, message }: WorkerFacts, versionId: string): DeployPlan {
  const steps: Step[] = [
    { do: 'write', title: "Write this deployment's configuration", file: deployConfigFile, text: config },
    {
      do: 'run',
      title: 'Put the Worker and web client of before back',
      command: wrangler('rollback', versionId, ...configured, '--yes', '--message', message),
    },
  ];
  return {
    steps,
    notes: ['The database stays as it is: migrations only add, so the version of before works with it.'],
  };
}
