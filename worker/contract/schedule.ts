import * as z from 'zod/mini';

/** How a scheduled meeting comes back, on the same local time: summer time does not move a lesson. */
export const repeats = z.enum(['never', 'daily', 'weekdays', 'weekly', 'every-two-weeks', 'monthly']);
export type Repeats = z.infer<typeof repeats>;

/** When a meeting is to take place. People may come in at any time; the schedule is what they are told. */
export const schedule = z.strictObject({
  /** Local date and time of the first one, without an offset: `2026-11-23T09:30`. */
  startsAt: z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/)),
  /** IANA name, for instance `Europe/Berlin`. */
  timeZone: z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_+/-]+$/)),
  durationMinutes: z.int().check(z.minimum(5), z.maximum(24 * 60)),
  repeats,
  /** Last local date on which it may begin, `2026-12-31`; null: no end. */
  until: z.nullable(z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/))),
});
export type Schedule = z.infer<typeof schedule>;
