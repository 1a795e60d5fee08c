import { spawn } from 'node:child_process';

/** Ends process groups when this process is killed so hard that it cannot do so itself. */
export interface OrphanGuard {
  watch(groupId: number): void;
  /** To be called when nothing is left to guard. */
  dismiss(): void;
}

// Reads group ids until its input ends, which the system does for us even on kill -9.
const GUARD = `
groups=
while read -r group; do groups="$groups $group"; done
[ -n "$groups" ] || exit 0
for group in $groups; do kill -s TERM -- "-$group"; done
sleep 3
for group in $groups; do kill -s KILL -- "-$group"; done
`;

export function startOrphanGuard(): OrphanGuard {
  const guard = spawn('sh', ['-c', GUARD], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without a shell the system works all the same, only without this safety.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();

  return {
    watch: (groupId) => void guard.stdin.write(`${groupId}\n`),
    // Killed, not closed: at the end of its input it would signal groups that may be other programs' by then.
    dismiss: () => void guard.kill('SIGKILL'),
  };
}
