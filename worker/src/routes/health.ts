import type { ReplyOf } from '../../contract/endpoints.ts';
import type { Env } from '../environment.ts';
import { fleetOf } from '../live/live-placement.ts';
import { RateWindow } from '../live/rate-window.ts';
import { Refusal } from '../refusal.ts';
import { version } from '../version.ts';
import type { Handler } from './endpoint.ts';

/** Questions a minute of one address, as each isolate counts them: a few monitors and somebody who waits for a deployment. */
export const maxHealthPerMinute = 120;
/** How long an answer is given again without asking the one fleet object; a bad one for less, so that what is well soon shows. */
const goodForMs = 2_000;
const badForMs = 250;

type Health = ReplyOf<'health'>;
const rate = new RateWindow(60_000);
const answers = new WeakMap<Env['FLEET'], { health: Health; untilMs: number }>();

/** The configuration is valid, or this would not have been reached. */
export const health: Handler<'health'> = async ({ env, address, nowMs }) => {
  // Counted here and not in the database: what is asked without any right must not cost a write.
  const wait = address === null ? null : rate.count(address, maxHealthPerMinute, nowMs);
  if (wait !== null) throw new Refusal('rate-limited', { retryAfterSeconds: wait });
  const known = answers.get(env.FLEET);
  if (known && known.untilMs > nowMs) return known.health;
  const boxes = await fleetOf(env).healthyBoxes();
  const answer = { ok: boxes > 0, boxes, version };
  answers.set(env.FLEET, { health: answer, untilMs: nowMs + (answer.ok ? goodForMs : badForMs) });
  return answer;
};
