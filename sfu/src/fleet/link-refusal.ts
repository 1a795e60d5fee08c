import { type BoxRefusalCode, boxRefusalCode } from '@parley/worker/contract/boxes.ts';
import * as z from 'zod/mini';

/** What an operator does about each refusal of the box link. */
export const refusalAdvice: Record<BoxRefusalCode, string> = {
  'box-unknown': 'Enrol this box anew: make an enrolment token and set BOX_ENROLMENT_TOKEN.',
  'key-wrong': 'Another key is enrolled for this box: bring back its BOX_DATA_DIR, or enrol it anew.',
  'token-invalid': 'Check PARLEY_WORKER_URL: it must be the origin under which the Worker knows itself.',
  'clock-wrong': 'Set the clock of this machine: turn on time synchronisation.',
  'version-incompatible': 'Bring the box and the Worker to the same release.',
  'not-as-enrolled': 'Set BOX_ID and BOX_REGION as they were enrolled, or enrol the box anew.',
};

/** Another attempt a second later would not do better: time or an operator has to pass. */
const needTime: readonly BoxRefusalCode[] = ['clock-wrong', 'version-incompatible'];
/** Pause between attempts then. */
export const slowRetryMs = 30_000;

export function isSlow(code: BoxRefusalCode | null): boolean {
  return code !== null && needTime.includes(code);
}

/** Enrolling the box (again) may help. `status`: of the refused upgrade. */
export function isUnknown(code: BoxRefusalCode | null, status: number | null): boolean {
  return code === null ? status === 401 : code === 'box-unknown' || code === 'key-wrong';
}

const refusalBody = z.object({ error: z.object({ code: boxRefusalCode }) });

/** The code in the body of a refused upgrade; null when it has none that is known. */
export function codeInBody(body: string): BoxRefusalCode | null {
  try {
    return refusalBody.safeParse(JSON.parse(body)).data?.error.code ?? null;
  } catch {
    return null;
  }
}

/** The code with which a close reason begins; null when it does not. */
export function codeInReason(reason: string): BoxRefusalCode | null {
  return boxRefusalCode.safeParse(/^[a-z-]+/.exec(reason)?.[0]).data ?? null;
}
