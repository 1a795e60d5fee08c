import { existsSync, readFileSync } from 'node:fs';
import { writePrivate } from '../system/write-private.ts';
import type { WorkerVersions } from './read-fleet.ts';

interface Point {
  /** Cloudflare's id of the Worker's version; null: there was none, or it could not be asked. */
  readonly worker: string | null;
  /** Boxes and their releases, null where a box does not say; null: not known which, so all. */
  readonly boxes: Readonly<Record<string, string | null>> | null;
}

export interface WayBack {
  /** What was deployed last; null: a rollback was. */
  readonly version: string | null;
  /** Where `--rollback` leads to: only what the last deployment changed. */
  readonly before: Point;
  /** Where a rollback that has not ended started from. */
  readonly leaving: Point | null;
}

/**
 * What a deployment has to remember so that `--rollback` goes back over it and nothing else, even when either of the two was stopped
 * and run again.
 */
export interface WayBackFile {
  read(): WayBack | null;
  write(to: WayBack): void;
}

export function wayBackIn(file: string): WayBackFile {
  return {
    read: () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WayBack) : null),
    write: (to) => writePrivate(file, `${JSON.stringify(to, null, 2)}\n`),
  };
}

/** A deployment begins. The same version once more is the same deployment: it goes on after a failure. */
export function beginDeployment(known: WayBack | null, version: string, worker: string | null): WayBack {
  if (known?.version === version && known.leaving === null) return known;
  return { version, before: { worker, boxes: {} }, leaving: null };
}

/** A box is about to get another release. The first that it had in this deployment counts. */
export function boxChanges(known: WayBack, id: string, software: string | null): WayBack {
  if (known.before.boxes && id in known.before.boxes) return known;
  return { ...known, before: { ...known.before, boxes: { ...known.before.boxes, [id]: software } } };
}

/** A rollback begins, or goes on: the Worker. */
export function beginRollback(known: WayBack | null, worker: WorkerVersions): WayBack {
  if (known?.leaving) return known;
  return {
    version: null,
    before: { worker: known?.before.worker ?? worker.before, boxes: known?.before.boxes ?? null },
    leaving: { worker: worker.now, boxes: {} },
  };
}

/** Then the boxes, as the Worker of before lists them. What each leaves is noted once; without a record all go back. */
export function rollBackBoxes(
  way: WayBack,
  fleet: readonly { readonly id: string; readonly software: string | null }[],
): WayBack {
  const { boxes } = way.before;
  const back = fleet.filter(({ id, software }) => boxes === null || (id in boxes && software !== boxes[id]));
  const leaving = Object.fromEntries(back.map(({ id, software }) => [id, software]));
  return { ...way, leaving: { worker: way.leaving?.worker ?? null, boxes: { ...leaving, ...way.leaving?.boxes } } };
}

/** It has ended: the next one leads forth again. */
export function endRollback({ leaving, before }: WayBack): WayBack {
  return { version: null, before: leaving ?? before, leaving: null };
}
