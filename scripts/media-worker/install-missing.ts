import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { aptCommand, installWithApt } from '../system/apt.ts';
import type { Requirement } from './requirements.ts';

/**
 * Makes sure that the system has what the build needs, by apt-get where we may use it.
 *
 * @throws {SetupError} naming what is missing
 */
export async function installMissing(
  requirements: readonly Requirement[],
  logFile: string,
  progress: Progress,
): Promise<void> {
  const missing = requirements.filter((requirement) => !requirement.isMet());
  if (missing.length === 0) return;

  const apt = aptCommand();
  const packages = missing.map((requirement) => requirement.debianPackage);

  if (apt !== undefined) {
    progress.step(`Installing ${packages.join(', ')} with apt-get`);
    // What apt could not do shows below, as the things that are still missing.
    await installWithApt(apt, packages, { logFile }).catch(() => undefined);
  }

  const stillMissing = requirements.filter((requirement) => !requirement.isMet());
  if (stillMissing.length === 0) return;

  throw new SetupError(
    `The media worker has to be built here, and the system lacks ${list(stillMissing, 'name')}: install them ` +
      `(on Debian or Ubuntu: apt-get install ${list(stillMissing, 'debianPackage', ' ')}), or set ` +
      'MEDIASOUP_WORKER_BIN to a mediasoup-worker of the same version.',
  );
}

function list(requirements: readonly Requirement[], key: 'name' | 'debianPackage', separator = ', '): string {
  return requirements.map((requirement) => requirement[key]).join(separator);
}
