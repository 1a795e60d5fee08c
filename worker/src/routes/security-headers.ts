const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** An answer may have a stricter one of its own. */
const ownPolicy = 'content-security-policy';

/** Answers of the API are data for our own pages: not to be guessed at, framed, embedded or kept. */
export function withSecurityHeaders(response: Response): Response {
  // An upgraded socket has no headers to add to.
  if (response.webSocket) return response;
  const secured = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers))
    if (!(name === ownPolicy && secured.headers.has(name))) secured.headers.set(name, value);
  if (!secured.headers.has('cache-control')) secured.headers.set('cache-control', 'no-store');
  return secured;
}
