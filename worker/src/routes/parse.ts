import * as z from 'zod/mini';
import { Refusal } from '../refusal.ts';

/** Most field paths named in a refusal. */
const maxFields = 16;

/** The value as its schema gives it; `bad-request` with the paths that did not fit. */
export function parse<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  });
  const named = fields.map((path) => path.join('.').slice(0, 100)).filter((path) => path !== '');
  throw new Refusal('bad-request', { fields: [...new Set(named)].slice(0, maxFields) });
}
