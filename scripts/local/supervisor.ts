import { type OrphanGuard, startOrphanGuard } from './orphan-guard.ts';
import { type Service, signalGroup } from './service.ts';

/** Time for a program to close its connections and store what it holds; a box takes up to 8 s. */
const GRACE_MS = 10_000;

/** Keeps the local system's programs together: none outlives the others, or us. */
export interface Supervisor {
  add(service: Service): void;
  /** Remembers a process group that one of the programs starts later. */
  guard(groupId: number): void;
  /** Resolves with what to tell the person, when one of the programs ends without being asked to. */
  readonly failed: Promise<string>;
  readonly isOver: () => boolean;
  /** Ends all, the last added first. */
  stopAll(): Promise<void>;
  /** Ends all at once, without asking. */
  killAll(): void;
}

export function startSupervisor(guard: OrphanGuard = startOrphanGuard()): Supervisor {
  const services: Service[] = [];
  let isOver = false;
  const { promise: failed, resolve: fail } = Promise.withResolvers<string>();

  return {
    failed,
    isOver: () => isOver,
    guard: (groupId) => guard.watch(groupId),
    add(service) {
      services.push(service);
      guard.watch(service.pid);
      void service.ended.then((how) => {
        if (isOver) return;
        isOver = true;
        const lines = service.lastLines().map((line) => `  ${line}`);
        fail([`${service.name} stopped (${how}). Its last lines:`, ...lines].join('\n'));
      });
    },
    async stopAll() {
      isOver = true;
      for (const service of services.toReversed()) await service.stop(GRACE_MS);
      guard.dismiss();
    },
    killAll() {
      isOver = true;
      for (const { pid } of services) signalGroup(pid, 'SIGKILL');
      guard.dismiss();
    },
  };
}
