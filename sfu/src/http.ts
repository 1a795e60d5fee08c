import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocal } from './admission/client-address.ts';
import type { Metric } from './metrics/exposition.ts';
import { type BoxCounts, writeMetrics } from './metrics/write-metrics.ts';

/** Answers plain HTTP: `/health`, `/metrics`, and a short 404 for the rest. Socket.IO takes its own path before this. */
export function answerHttp(options: {
  counts: () => BoxCounts;
  /** What happened since the start. */
  counted: () => Metric[];
  metricsToken: string | null;
  closing: () => boolean;
}): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isOperator = mayReadDetails(request, options.metricsToken);
    if (path === '/health' && isRead) return answerHealth(response, options, isOperator);
    if (path === '/metrics' && isRead && isOperator) {
      response.writeHead(200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
        'cache-control': 'no-store',
      });
      return void response.end(writeMetrics(options.counts(), options.counted()));
    }
    answerJson(response, 404, { error: { code: 'not-found', message: 'There is nothing here for people.' } });
  };
}

/** Whether it takes new meetings is for everybody; how many meet here, and what ails it, is not. */
function answerHealth(
  response: ServerResponse,
  { counts, closing }: { counts: () => BoxCounts; closing: () => boolean },
  withDetails: boolean,
): void {
  const now = counts();
  const { software: version, linked, linkRefusal, problems, draining, rooms, participants } = now;
  const ok = problems.length === 0 && !draining && !closing();
  const workers = { running: now.healthyMediaWorkers, total: now.mediaWorkers };
  const details = { version, mediaWorkers: workers, linked, linkRefusal, problems, draining, rooms, participants };
  answerJson(response, ok ? 200 : 503, { ok, ...(withDetails ? details : {}) });
}

/** Open on the machine itself, not through a proxy on it; to others with the token, or not at all. */
function mayReadDetails(request: IncomingMessage, token: string | null): boolean {
  const given = request.headers.authorization;
  if (token !== null && given !== undefined) {
    const expected = Buffer.from(`Bearer ${token}`);
    const actual = Buffer.from(given);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  }
  return isLocal(request.socket.remoteAddress, request.headers);
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
