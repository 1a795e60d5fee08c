import { readFileSync } from 'node:fs';

// A service as systemd would start it, as far as that goes without systemd: its command, user, limits and environment.

export interface Unit {
  /** The last value of a setting counts; an empty one takes back what was before. */
  readonly one: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
}

/** Reads units and their drop-ins, in this order. */
export function readUnit(...texts: readonly string[]): Unit {
  const settings = new Map<string, string[]>();
  for (const line of texts.join('\n').split('\n')) {
    const [, name, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    settings.set(name, value === '' ? [] : [...(settings.get(name) ?? []), value]);
  }
  return { one: (name) => settings.get(name)?.at(-1), all: (name) => settings.get(name) ?? [] };
}

/**
 * The service's command line, for someone who is root in its machine already. No capabilities but those that the unit grants, none to be
 * had later, and an environment of nothing but the unit's.
 */
export function commandAsUnit(unit: Unit, user: { uid: number; gid: number } | null, envFile = ''): string[] {
  const assignments = unit.all('Environment').flatMap((line) => line.match(/"[^"]*"|\S+/g) ?? []);
  const environment = new Map(
    [...assignments.map((each) => each.replaceAll('"', '')), ...envFile.split('\n')].flatMap((line) => {
      const [, name, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === '' ? [] : [[name, value.replaceAll('"', '')] as const];
    }),
  );
  for (const name of unit.all('UnsetEnvironment').flatMap((each) => each.split(' '))) environment.delete(name);
  environment.set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin');
  const limits = [
    ...(unit.one('LimitNOFILE') ? [`--nofile=${Math.min(Number(unit.one('LimitNOFILE')), mostOpenFiles())}`] : []),
    ...(unit.one('LimitCORE') ? [`--core=${unit.one('LimitCORE')}`] : []),
  ];
  const ambient = (unit.one('AmbientCapabilities') ?? '')
    .toLowerCase()
    .replaceAll('cap_', '+')
    .split(' ')
    .filter(Boolean);
  const capabilities = ['-all', ...ambient].join(',');
  const become =
    user === null
      ? []
      : [
          ...['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
          ...[`--bounding-set=${capabilities}`, `--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`],
          ...(unit.one('NoNewPrivileges') === 'yes' ? ['--no-new-privs'] : []),
        ];
  const command = (unit.one('ExecStart') ?? '').replaceAll(
    /\$(\w+)/g,
    (_, name: string) => environment.get(name) ?? '',
  );
  return [
    ...(limits.length > 0 ? ['prlimit', ...limits] : []),
    ...become,
    ...['env', '-i', ...[...environment].map(([name, value]) => `${name}=${value}`)],
    ...command.split(' ').filter(Boolean),
  ];
}

/** What this process may hand on: a container's limit can be below a unit's. */
function mostOpenFiles(): number {
  const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return hard === undefined ? Number.POSITIVE_INFINITY : Number(hard);
}
