import * as z from 'zod/mini';

/** As zod's, for what strangers send. */
export type Parsed<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };

/**
 * As `safeParse`, but refuses also a value that a schema itself trips over: an object in place of a text, say, with a `length` that
 * cannot be compared.
 */
export function parseUntrusted<S extends z.core.$ZodType>(schema: S, value: unknown): Parsed<z.output<S>> {
  try {
    return z.safeParse(schema, value);
  } catch {
    return { success: false, error: { issues: [{ path: [], message: 'is nothing that can be read' }] } };
  }
}
