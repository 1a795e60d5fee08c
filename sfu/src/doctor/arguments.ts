/** Where TURN is to be looked for: `TURN_URLS` as the Worker has it, or what a box with a `TURN_HOST` serves. */
export function turnUrlsOf(env: Record<string, string | undefined>): string[] {
  const urls = (env.TURN_URLS ?? '').split(',').flatMap((url) => url.trim() || []);
  const host = env.TURN_HOST?.trim();
  if (urls.length > 0 || !host) return urls;
  return [`turn:${host}:3478?transport=udp`, `turn:${host}:3478?transport=tcp`, `turns:${host}:443?transport=tcp`];
}

/** `[ORIGIN] [--json]`; null when it is anything else. */
export function readArguments(args: readonly string[]): { origin: string | null; json: boolean } | null {
  const rest = args.filter((argument) => argument !== '--json');
  const json = rest.length < args.length;
  const [given, ...more] = rest;
  if (more.length > 0 || given?.startsWith('-')) return null;
  if (given === undefined) return { origin: null, json };
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return { origin: url.origin, json };
}
