import * as z from 'zod/mini';
import { box, enrolled, enrolment, enrolmentToken, newEnrolmentToken } from './boxes.ts';
import { done, type Endpoint, nothing } from './endpoint.ts';
import { boxId } from './ids.ts';
import { overview } from './operations.ts';

/** The service itself: what operators see of it and do to its boxes. */
export const operatorEndpoints = {
  readOverview: {
    method: 'GET',
    path: '/api/overview',
    caller: 'operator',
    summary: 'How the service does: boxes, meetings, refusals, and the quality that clients report',
    reply: overview,
    errors: ['not-signed-in', 'not-allowed'],
  },
  listBoxes: {
    method: 'GET',
    path: '/api/boxes',
    caller: 'operator',
    summary: 'The fleet',
    reply: z.object({
      boxes: z.array(box),
      /** Version of the box link that this Worker speaks, and so every linked box: what a deployment compares. */
      boxLink: z.int(),
    }),
    errors: ['not-signed-in', 'not-allowed'],
  },
  createEnrolmentToken: {
    method: 'POST',
    path: '/api/boxes/enrolment-tokens',
    caller: 'operator',
    summary: 'A one-time token with which a box enrols',
    body: newEnrolmentToken,
    reply: enrolmentToken,
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed'],
  },
  enrolBox: {
    method: 'POST',
    path: '/api/boxes/enrol',
    caller: 'anyone',
    summary: 'Bind a box to its key and address',
    body: enrolment,
    reply: enrolled,
    errors: ['enrolment-refused'],
  },
  drainBox: {
    method: 'POST',
    path: '/api/boxes/:id/drain',
    caller: 'operator',
    summary: 'Move all meetings away from a box and place no new ones there; or take that back',
    params: z.strictObject({ id: boxId }),
    body: z.strictObject({ draining: z.boolean() }),
    reply: done,
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed', 'box-not-found'],
  },
  forgetBox: {
    method: 'DELETE',
    path: '/api/boxes/:id',
    caller: 'operator',
    summary: 'Revoke a box: its link is closed and its key forgotten',
    params: z.strictObject({ id: boxId }),
    reply: done,
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed', 'box-not-found'],
  },
  rotateKeys: {
    method: 'POST',
    path: '/api/keys/rotate',
    caller: 'operator',
    summary: 'Publish the next signing key; it signs once every box can know it',
    body: nothing,
    reply: z.object({ kid: z.string(), signsFromMs: z.int() }),
    errors: ['not-signed-in', 'not-allowed', 'origin-not-allowed'],
  },
} as const satisfies Record<string, Endpoint>;
