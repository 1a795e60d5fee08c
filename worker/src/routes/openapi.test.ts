import { expect, test } from 'vitest';
import { endpoints } from '../../contract/endpoints.ts';
import { workerErrors } from '../../contract/errors.ts';
import { openApiDocument } from './openapi.ts';

type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: { 'application/json': { schema: { type?: string } } } };
  responses: Record<string, { description: string; content: { 'application/json': { schema: object } } }>;
};

const document = JSON.parse(JSON.stringify(openApiDocument('https://meet.example.org')));
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

test('every endpoint of the contract is described, once', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
    Object.keys(endpoints).toSorted(),
  );
});

test.each(operations.map((entry) => [entry.operation.operationId, entry] as const))('%s is complete', (name, entry) => {
  const { path, method, operation } = entry;
  const endpoint = endpoints[name as keyof typeof endpoints];
  expect(method.toUpperCase()).toBe(endpoint.method);
  expect(path).not.toContain(':');
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  expect(operation.parameters.map((parameter) => parameter.name)).toEqual(inPath);
  for (const parameter of operation.parameters)
    expect(parameter).toMatchObject({ in: 'path', required: true, schema: { type: 'string' } });
  expect(operation.requestBody !== undefined).toBe('body' in endpoint);
  const ok = operation.responses['200']?.content['application/json'].schema;
  expect(Object.keys(ok ?? {}).length).toBeGreaterThan(0);
  for (const code of endpoint.errors) {
    const [status] = workerErrors[code];
    expect(operation.responses[status]?.description).toContain(`\`${code}\``);
    expect(operation.responses[status]?.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Error',
    });
  }
  for (const scheme of operation.security.flatMap(Object.keys))
    expect(document.components.securitySchemes).toHaveProperty(scheme);
});

test('requests are described as clients send them', () => {
  const join = document.paths['/api/meetings/{id}/join'].post.requestBody.content['application/json'].schema;
  expect(join).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['name', 'clientNonce'],
    properties: { name: { type: 'string' }, clientNonce: { type: 'string', pattern: expect.any(String) } },
  });
});
