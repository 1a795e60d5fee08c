import { spawnSync } from 'node:child_process';
import { isExecutableFile } from '../system/find-executable.ts';

/** mediasoup-worker's answer to a start without MEDIASOUP_VERSION; any other exit means that it does not run here. */
const EXIT_WITHOUT_PARENT = 41;

/** Whether this is a media worker that starts on this machine: the right architecture, C library and shared libraries. */
export function runsHere(binary: string): boolean {
  if (!isExecutableFile(binary)) return false;

  return spawnSync(binary, [], { env: {}, stdio: 'ignore', timeout: 5_000 }).status === EXIT_WITHOUT_PARENT;
}
