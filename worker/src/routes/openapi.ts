import * as z from 'zod/mini';
import type { Caller } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { type WorkerErrorCode, workerErrorBody, workerErrors } from '../../contract/errors.ts';
import { version } from '../version.ts';

/** What every endpoint may answer besides its own errors. */
const always: readonly WorkerErrorCode[] = ['bad-request', 'too-large', 'rate-limited', 'internal'];

const security: Record<Caller, readonly Record<string, readonly string[]>[]> = {
  anyone: [{}],
  'signed-in': [{ session: [] }],
  host: [{ session: [] }],
  moderator: [{ session: [] }, { seat: [] }],
  seat: [{ seat: [] }],
  operator: [{ session: [] }, { operatorKey: [] }],
};

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'parley.session_token', description: 'Set by signing in.' },
  seat: {
    type: 'apiKey',
    in: 'header',
    name: 'authorization',
    description: '`Seat <seat id>.<seat secret>`; to moderate, of a host or co-host.',
  },
  operatorKey: { type: 'http', scheme: 'bearer', description: 'OPERATOR_KEY of the configuration.' },
};

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return json;
}

const json = (schema: unknown) => ({ 'application/json': { schema } });

type Described = (typeof endpoints)[keyof typeof endpoints];

function responsesOf(endpoint: Described) {
  const codes = [...new Set<WorkerErrorCode>([...endpoint.errors, ...always])];
  const byStatus = Map.groupBy(codes, (code) => workerErrors[code][0]);
  const refusals = [...byStatus].map(([status, group]) => [
    String(status),
    {
      description: group.map((code) => `\`${code}\`: ${workerErrors[code][1]}`).join('\n\n'),
      content: json({ $ref: '#/components/schemas/Error' }),
    },
  ]);
  const ok = { description: 'Done.', content: json(schemaOf(endpoint.reply, 'output')) };
  return { 200: ok, ...Object.fromEntries(refusals) };
}

function operationOf(name: string, endpoint: Described) {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, parameter = '']) => parameter);
  const shapes = 'params' in endpoint ? (schemaOf(endpoint.params, 'input').properties ?? {}) : {};
  return {
    operationId: name,
    summary: endpoint.summary,
    security: security[endpoint.caller],
    parameters: names.map((parameter) => ({ name: parameter, in: 'path', required: true, schema: shapes[parameter] })),
    ...('body' in endpoint ? { requestBody: { required: true, content: json(schemaOf(endpoint.body, 'input')) } } : {}),
    responses: responsesOf(endpoint),
  };
}

/** The API as an OpenAPI 3.1 document, made from the table that also makes the routes. */
export function openApiDocument(origin: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: origin }],
    paths,
    components: { schemas: { Error: schemaOf(workerErrorBody, 'output') }, securitySchemes },
  };
}

let made: { origin: string; text: string } | undefined;

/** `GET /api/openapi.json`. */
export function answerOpenApi(origin: string): Response {
  if (made?.origin !== origin) made = { origin, text: JSON.stringify(openApiDocument(origin)) };
  return new Response(made.text, { headers: { 'content-type': 'application/json' } });
}
