import path from 'node:path';
import { makeRelease } from '../release/make-release.ts';
import { runTask } from '../run-task.ts';

await runTask(async (args) => {
  if (args.length > 0) {
    console.error('Usage: npm run release');
    return 2;
  }
  const { version, file, sha256, hasCaddy } = await makeRelease({
    root: path.resolve(import.meta.dirname, '..', '..'),
  });
  console.log(`Release ${version} of the box, for linux-${process.arch}:\n  ${file}\n  sha256 ${sha256}`);
  if (!hasCaddy) {
    console.log(
      'It has no Caddy, since there is no Go here to build it: machines need a Caddy 2.7 or newer of their own.',
    );
  }
  return 0;
});
