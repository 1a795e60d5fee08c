/** A wall clock's date and time, without a zone. Month 1 to 12. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at a moment. Throws a RangeError for a zone that this browser does not know. */
export function wallTimeAt(atMs: number, timeZone: string): WallTime {
  const shown = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = shown;
  return { year, month, day, hour, minute };
}

/** How far a zone's clocks are ahead of UTC at a moment, in minutes. */
export function offsetMinutesAt(atMs: number, timeZone: string): number {
  return Math.round((utcMs(wallTimeAt(atMs, timeZone)) - Math.floor(atMs / 60_000) * 60_000) / 60_000);
}

/**
 * The moment at which the clocks of a zone show this. A time that summer time skips is as long after the change as it would have
 * been (2:30 becomes 3:30); of one that comes twice it is the first: as calendars have it.
 */
export function momentOf(wall: WallTime, timeZone: string): number {
  const asUtc = utcMs(wall);
  const dayMs = 86_400_000;
  const before = asUtc - offsetMinutesAt(asUtc - dayMs, timeZone) * 60_000;
  const after = asUtc - offsetMinutesAt(asUtc + dayMs, timeZone) * 60_000;
  if (sameWall(wallTimeAt(before, timeZone), wall)) return before;
  if (sameWall(wallTimeAt(after, timeZone), wall)) return after;
  return before;
}

/** `2026-11-23T09:30` as a wall time. */
export function parseWallTime(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute };
}

/** The other way round. */
export function formatWallTime({ year, month, day, hour, minute }: WallTime): string {
  return `${two(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** Days since 1970 of a wall time's date. */
export function dayNumber({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** The same time of day on another date. */
export function onDay(wall: WallTime, day: number): WallTime {
  const date = new Date(day * 86_400_000);
  return { ...wall, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The zone that this browser is in. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function utcMs({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

function sameWall(a: WallTime, b: WallTime): boolean {
  return utcMs(a) === utcMs(b);
}

function two(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      ...digits,
    });
    formats.set(timeZone, format);
  }
  return format;
}
