import { stripVTControlCharacters } from 'node:util';

/** Decides which lines of a program a person sees: takes a line, gives what to print, or undefined. */
export type LineFilter = (line: string) => string | undefined;

/** Two of pino's numeric levels. */
const PINO_WARN = 40;
const PINO_ERROR = 50;
const pinoLevels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warning',
  50: 'error',
  60: 'fatal',
};

/** What the Worker says to the person at the terminal, such as a sign-in code. */
const FOR_PEOPLE = /^\[parley\] /;

/**
 * For wrangler and vite: warnings and errors, each a line with a mark and more lines up to an empty one; and what the
 * Worker has for people.
 */
export function makeToolFilter(name: string, verbose: boolean): LineFilter {
  let insideReport = false;

  return (coloured) => {
    const line = stripVTControlCharacters(coloured).trimEnd();
    if (FOR_PEOPLE.test(line)) return line;

    if (/^\s*[✘▲]|\[(ERROR|WARNING)\]|^(Uncaught |\w*Error:)/.test(line)) insideReport = true;
    else if (line === '') insideReport = false;

    return (verbose || insideReport) && line !== '' ? `${name} | ${line}` : undefined;
  };
}

/**
 * For a box, which logs JSON lines: warnings and worse, and whatever is not a log line, for example a crash.
 *
 * @param isStarting while it says so, only errors: a box that waits for the Worker warns that it is not there yet
 */
export function makeBoxFilter(name: string, verbose: boolean, isStarting: () => boolean): LineFilter {
  return (line) => {
    const entry = parseLogLine(line);
    if (entry === undefined) return line.trim() === '' ? undefined : `${name} | ${line}`;
    if (!verbose && entry.level < (isStarting() ? PINO_ERROR : PINO_WARN)) return undefined;

    return `${name} | ${pinoLevels[entry.level] ?? entry.level}: ${entry.text}`;
  };
}

function parseLogLine(line: string): { level: number; text: string } | undefined {
  if (!line.startsWith('{')) return undefined;

  try {
    const { level, msg, time, pid, hostname, boxId, ...rest } = JSON.parse(line) as Record<string, unknown>;
    if (typeof level !== 'number') return undefined;
    const details = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
    return { level, text: `${msg ?? ''}${details}`.trim() };
  } catch {
    return undefined;
  }
}
