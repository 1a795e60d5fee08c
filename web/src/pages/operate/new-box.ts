import { newEnrolmentToken } from '@parley/worker/contract/boxes.ts';
import { boxId, region } from '@parley/worker/contract/ids.ts';
import * as z from 'zod/mini';

export type NewBoxField = 'boxId' | 'url' | 'region';
export type NewBoxDraft = Record<NewBoxField, string>;
type NewBox = z.infer<typeof newEnrolmentToken>;

/** What was typed, or which fields cannot be so. */
export function readNewBox(draft: NewBoxDraft): { box: NewBox; wrong: null } | { box: null; wrong: Set<NewBoxField> } {
  const box: NewBox = {
    boxId: draft.boxId.trim().toLowerCase(),
    url: draft.url.trim().replace(/\/+$/, ''),
    region: draft.region.trim().toLowerCase(),
  };
  const wrong = new Set<NewBoxField>();
  if (!z.safeParse(boxId, box.boxId).success) wrong.add('boxId');
  if (!z.safeParse(region, box.region).success) wrong.add('region');
  if (!isHttps(box.url) || /\s/.test(box.url)) wrong.add('url');
  if (wrong.size === 0 && !z.safeParse(newEnrolmentToken, box).success) wrong.add('url');
  return wrong.size > 0 ? { box: null, wrong } : { box, wrong: null };
}

/** On one's own machine, boxes may be reached without it. */
function isHttps(url: string): boolean {
  return /^https:\/\//.test(url) || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::|\/|$)/.test(url);
}

/** The lines of `/etc/parley/box.env` that say which box it is, and let it enrol once. */
export function boxEnv({ boxId: id, url, region: where }: NewBox, token: string, workerOrigin: string): string {
  return [
    `PARLEY_WORKER_URL=${workerOrigin}`,
    `BOX_ID=${id}`,
    `BOX_REGION=${where}`,
    `BOX_PUBLIC_URL=${url}`,
    `BOX_ENROLMENT_TOKEN=${token}`,
  ].join('\n');
}
