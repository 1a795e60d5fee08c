import type { IncomingHttpHeaders } from 'node:http';

/** Who answers a request of the one LAN origin, and under which path. */
export interface ProxyTarget {
  readonly port: number;
  readonly path: string;
}

/** `/box/N…` goes to box N without that prefix, everything else to the Worker as it is; undefined: there is no such box. */
export function routeRequest(url: string, workerPort: number, boxPorts: readonly number[]): ProxyTarget | undefined {
  const match = /^\/box\/(\d+)(?=[/?]|$)(.*)$/.exec(url);
  if (match === null) return { port: workerPort, path: url };

  const port = boxPorts[Number(match[1]) - 1];
  const rest = match[2] ?? '';
  return port === undefined ? undefined : { port, path: rest.startsWith('/') ? rest : `/${rest}` };
}

/**
 * The headers as the target should see them: the public host stays, what a client could only have made up about its
 * address is replaced by what we know.
 */
export function forwardHeaders(
  headers: IncomingHttpHeaders,
  client: { readonly address: string; readonly host: string },
): IncomingHttpHeaders {
  const { forwarded: _, 'x-real-ip': __, ...rest } = headers;

  return {
    ...rest,
    host: client.host,
    'x-forwarded-for': client.address,
    'x-forwarded-host': client.host,
    'x-forwarded-proto': 'https',
    // Cloudflare's name for it, by which the Worker tells clients apart.
    'cf-connecting-ip': client.address,
  };
}
