import path from 'node:path';

/** Wrangler calls no one from a local system: no usage statistics, no look-up of request data, no advertisement. */
export const quietWrangler: Readonly<Record<string, string>> = {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
};

/** The packages' command-line programs, to be run with this process's own Node: saves a shell and a look-up. */
export function toolScript(root: string, tool: 'wrangler' | 'vite'): string {
  return path.join(root, 'node_modules', tool, 'bin', `${tool}.js`);
}
