import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file for apt's sources.list.d: name with the suffix that tells its format, and text. */
export interface SourceList {
  readonly name: string;
  readonly text: string;
}

/**
 * The machine's own package sources, turned into sources of *source* packages.
 *
 * Most machines list binary packages only. Asking the same hosts for the source keeps hosts out of this repository and
 * works with whatever mirror the machine uses.
 * @param aptDir apt's configuration folder
 */
export function readSourcePackageLists(aptDir = '/etc/apt'): SourceList[] {
  const partsDir = path.join(aptDir, 'sources.list.d');
  const parts = existsSync(partsDir) ? readdirSync(partsDir).map((name) => path.join(partsDir, name)) : [];

  return [path.join(aptDir, 'sources.list'), ...parts].flatMap((file) => {
    // apt itself ignores every other suffix.
    const format = /\.(list|sources)$/.exec(file)?.[1];
    if (format === undefined || !existsSync(file)) return [];

    const text = readFileSync(file, 'utf8');
    const converted = format === 'list' ? toSourceLines(text) : toSourceStanzas(text);
    return converted === '' ? [] : [{ name: path.basename(file), text: converted }];
  });
}

/** One-line format: `deb [options] uri suite component…`. */
export function toSourceLines(list: string): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const rest = /^\s*deb\s+(.*)$/.exec(line)?.[1];
      return rest === undefined ? [] : [`deb-src ${rest}\n`];
    })
    .join('');
}

/** deb822 format: stanzas of `Field: value`, separated by empty lines. */
export function toSourceStanzas(sources: string): string {
  const stanzas = sources
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/);

  return stanzas
    .filter((stanza) => /^Types:.*\bdeb(?!-)/im.test(stanza) && !/^Enabled:\s*no\b/im.test(stanza))
    .map((stanza) => `${stanza.trim().replace(/^Types:.*$/im, 'Types: deb-src')}\n`)
    .join('\n');
}
