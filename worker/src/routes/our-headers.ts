import { apiVersion, apiVersionHeader } from '../../contract/version.ts';

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** An answer may have a stricter one of its own. */
const ownPolicy = 'content-security-policy';

/**
 * Answers of the API are data for our own pages: not to be guessed at, framed, embedded or kept. Those under `/api/` say which
 * version of it they are; pages of ours are of the same origin and may read that without more.
 */
export function withOurHeaders(response: Response, isApi: boolean): Response {
  // An upgraded socket has no headers to add to.
  if (response.webSocket) return response;
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers))
    if (!(name === ownPolicy && answer.headers.has(name))) answer.headers.set(name, value);
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'no-store');
  if (isApi) answer.headers.set(apiVersionHeader, String(apiVersion));
  return answer;
}
