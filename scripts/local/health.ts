import { setTimeout as sleep } from 'node:timers/promises';

const POLL_EVERY_MS = 50;

interface Health {
  readonly ok: boolean;
  readonly boxes: number;
}

/**
 * Waits until the Worker answers and, when asked for, that many boxes are linked to it.
 *
 * @param workerUrl where the Worker listens
 * @param isOver ends the waiting, for example because a program died
 * @returns whether it became healthy
 */
export async function waitForHealth(workerUrl: string, boxes: number, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    const health = await askHealth(workerUrl);
    // Without boxes it need not be "ok": answering is enough to enrol one.
    if (health !== undefined && (boxes === 0 || (health.ok && health.boxes >= boxes))) return true;
    await sleep(POLL_EVERY_MS);
  }
  return false;
}

async function askHealth(workerUrl: string): Promise<Health | undefined> {
  try {
    const response = await fetch(`${workerUrl}/api/health`, { signal: AbortSignal.timeout(5_000) });
    return (await response.json()) as Health;
  } catch {
    return undefined;
  }
}
