import { type EndpointName, endpoints } from '../../contract/endpoints.ts';
import { type Account, findAccount } from '../auth/account.ts';
import { clientAddress } from '../client-address.ts';
import type { Env } from '../environment.ts';
import { Refusal } from '../refusal.ts';
import { bearerOf, identify } from './caller.ts';
import type { Call, Handlers } from './endpoint.ts';
import { originAllowed } from './origin.ts';
import { parse } from './parse.ts';
import { parseJson, readText } from './read-body.ts';

/**
 * The one way from a request to its handler: Origin → parameters → body → who calls → handler. Every part is parsed by the
 * contract's schema before it is used.
 */
export async function answer<N extends EndpointName>(
  name: N,
  handlers: Handlers,
  env: Env,
  request: Request,
  rawParams: Record<string, string>,
): Promise<Response> {
  const endpoint = endpoints[name];
  if (needsOrigin(name, request) && !originAllowed(env, request)) throw new Refusal('origin-not-allowed');
  const params = 'params' in endpoint ? parse(endpoint.params, rawParams) : undefined;
  const body = 'body' in endpoint ? parse(endpoint.body, parseJson(await readText(request))) : undefined;
  let found: Promise<Account | null> | undefined;
  const account = () => {
    found ??= findAccount(env, request.headers);
    return found;
  };
  const by = await identify(endpoint.caller, { env, request, params, account });
  const address = clientAddress(request.headers);
  // The table gives each of these its type; only their union is known in here.
  const call = { env, request, params, body, by, address, account, nowMs: Date.now() } as unknown as Call<N>;
  return Response.json(await handlers[name](call));
}

/** Whoever shows the operator key, or a box its enrolment token, sends no cookies along that another page could ride on. */
function needsOrigin(name: EndpointName, request: Request): boolean {
  const { method, caller } = endpoints[name];
  if (method === 'GET' || name === 'enrolBox') return false;
  return !(caller === 'operator' && bearerOf(request) !== null);
}
