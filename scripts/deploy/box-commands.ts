import { shellWord } from './steps.ts';

const opt = '/opt/parley';
const arrival = `${opt}/arrived`;
const unit = 'parley-install';

type Commands = readonly (readonly string[])[];

/** Copies a release to a box and has it installed by its own script. */
export function install(host: string, tarball: string): Commands {
  const script = [
    'set -e',
    `rm -rf ${arrival}`,
    `mkdir -p ${arrival}`,
    `tar -xzf ${arrival}.tar.gz -C ${arrival}`,
    `${arrival}/sfu/install/install.sh`,
    `rm -rf ${arrival} ${arrival}.tar.gz`,
  ].join('; ');
  return [
    ['scp', tarball, `${host}:${arrival}.tar.gz`],
    ['ssh', host, toItsEnd(script)],
  ];
}

/**
 * The way back. Run again where it has gone back already, it does not go forth: it brings up what is there.
 *
 * @param leaving the release that the box leaves; null: not known
 */
export function goBack(host: string, leaving: string | null): Commands {
  const script = `${opt}/current/sfu/install/install.sh`;
  const back = `${script} --rollback`;
  const once = `if [ ${opt}/current -ef ${opt}/releases/${shellWord(leaving ?? '')} ]; then ${back}; else ${script}; fi`;
  return [['ssh', host, toItsEnd(leaving === null ? back : once)]];
}

/**
 * Runs a script as a service of its own: a connection that breaks would end it between the box's stop and its start. Then prints what it said.
 * There is no `$` in scripts, since systemd-run would look for variables in them. A second one is refused while the first goes on.
 */
export function toItsEnd(script: string): string {
  return [
    `since=$(date '+%F %T')`,
    'code=0',
    `systemd-run --quiet --wait --collect --unit=${unit} /bin/sh -c ${shellWord(script)} || code=$?`,
    `journalctl --quiet --no-pager --output=cat --since="$since" --unit=${unit}`,
    'exit $code',
  ].join('; ');
}
