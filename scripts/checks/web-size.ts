import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Most gzipped kilobytes (1,000 bytes) of JavaScript that a page may load. */
export const webBudgetKb = { home: 64, meeting: 250 } as const;

/**
 * What a meeting needs: the pages, the way in, and what is written. Not what somebody has to ask for first: effects, a test of the
 * connection, another language, the dialogs of the start page.
 */
const meetingParts =
  /(?:pages\/(?:MeetingPage|MeetingWalk|InMeeting)|meeting\/room-code|controls\/markdown)|_room-code/;

type Manifest = Record<
  string,
  { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }
>;

/** The files that a page loads: the entry and the page's chunk, with all that they import statically. */
export function filesOf(manifest: Manifest, roots: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  roots.forEach(visit);
  return [...new Set([...seen].flatMap((key) => manifest[key]?.file ?? []))].filter((file) => file.endsWith('.js'));
}

/** Gzipped kilobytes of JavaScript per page of the built client, from the manifest that the build leaves. */
export function measureWeb(root: string): { home: number; meeting: number } {
  const dist = path.join(root, 'web', 'dist');
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const keys = Object.keys(manifest);
  const entry = keys.filter((key) => manifest[key]?.isEntry);
  // The form for a meeting and the ways into a calendar come when they are asked for.
  const homePage = keys.filter((key) => /pages\/home\/Home\./.test(key));
  const meeting = keys.filter((key) => meetingParts.test(key));
  const kb = (roots: readonly string[]) =>
    filesOf(manifest, roots).reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file))).length, 0) /
    1000;
  return { home: kb([...entry, ...homePage]), meeting: kb(meeting) };
}
