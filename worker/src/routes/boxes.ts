import { boxLinkVersion } from '../../contract/box-link.ts';
import { fleetOf } from '../live/live-placement.ts';
import { unwrap } from '../refusal.ts';
import type { Handler } from './endpoint.ts';
import { limit } from './limit.ts';

export const listBoxes: Handler<'listBoxes'> = async ({ env }) => ({
  boxes: await fleetOf(env).listBoxes(),
  boxLink: boxLinkVersion,
});

export const createEnrolmentToken: Handler<'createEnrolmentToken'> = ({ env, body }) =>
  fleetOf(env).createEnrolmentToken(body);

export const enrolBox: Handler<'enrolBox'> = async ({ env, body, address, nowMs }) => {
  await limit(env, `enrol:${address}`, { windowSeconds: 60, max: 30 }, nowMs);
  const { token, boxId, publicKey } = body;
  return unwrap(await fleetOf(env).enrol({ token, boxId, publicX: publicKey.x }));
};

export const drainBox: Handler<'drainBox'> = async ({ env, params, body }) => {
  unwrap(await fleetOf(env).drain(params.id, body.draining));
  return { ok: true };
};

export const forgetBox: Handler<'forgetBox'> = async ({ env, params }) => {
  unwrap(await fleetOf(env).forget(params.id));
  return { ok: true };
};
