import { fleetOf } from '../live/live-placement.ts';
import { version } from '../version.ts';
import type { Handler } from './endpoint.ts';

/** The configuration is valid, or this would not have been reached. */
export const health: Handler<'health'> = async ({ env }) => {
  const boxes = await fleetOf(env).healthyBoxes();
  return { ok: boxes > 0, boxes, version };
};
