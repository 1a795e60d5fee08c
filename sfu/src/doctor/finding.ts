/** What one check found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  check: string;
  /** What is so. */
  says: string;
  /** What to do about it; null: all is well. */
  todo: string | null;
}

export function fine(check: string, says: string): Finding {
  return { check, says, todo: null };
}

export function bad(check: string, says: string, todo: string): Finding {
  return { check, says, todo };
}

/** One line for each: `ok  …`, or `BAD …: what to do`. */
export function writeFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ check, says, todo }) => (todo === null ? `ok  ${check}: ${says}\n` : `BAD ${check}: ${says}: ${todo}\n`))
    .join('');
}

/** For programs. */
export function findingsAsJson(findings: readonly Finding[]): string {
  const listed = findings.map(({ check, says, todo }) => ({ check, ok: todo === null, says, todo }));
  return `${JSON.stringify({ ok: listed.every(({ ok }) => ok), findings: listed }, null, 2)}\n`;
}
