#!/bin/sh
# Makes this Debian or Ubuntu machine the box ${box_id} of Parley, or brings its settings up to date. Run it as root. It asks for two secrets,
# or takes them from its standard input, a line each, so that they are on no command line and in no shell's memory:
#
#   TURN_SECRET           the Worker's
#   BOX_ENROLMENT_TOKEN   for the first time only
#
# An empty line leaves what /etc/parley/box.env has. So do all lines there of names that this script does not know: they are yours.
set -eu

fail() {
	echo "parley: $*" >&2
	exit 1
}
ask() {
	answer=
	if [ -t 0 ]; then
		printf '%s: ' "$1" >&2
		trap 'stty echo' EXIT
		trap 'exit 130' HUP INT TERM
		stty -echo
	fi
	IFS= read -r answer || true
	if [ -t 0 ]; then
		stty echo
		trap - EXIT HUP INT TERM
		echo >&2
	fi
}

[ "$(id -u)" -eq 0 ] || fail "only root can make this machine a box."
settings=/etc/parley/box.env
names='${names}'
ask "TURN_SECRET (empty: as it is)"
turn_secret=$answer
ask "BOX_ENROLMENT_TOKEN (empty: as it is, or none)"
enrolment_token=$answer
case $turn_secret in *[!A-Za-z0-9._~+/=-]*) fail "TURN_SECRET has characters other than letters, digits and . _ ~ + / = -" ;; esac
case $enrolment_token in *[!A-Za-z0-9_-]*) fail "BOX_ENROLMENT_TOKEN has characters other than letters, digits, - and _" ;; esac
if [ -n "$turn_secret" ]; then
	[ "$${#turn_secret}" -ge 32 ] || fail "TURN_SECRET is shorter than 32 characters."
	names="$names|TURN_SECRET"
else
	grep -q '^[[:space:]]*TURN_SECRET=.' "$settings" 2>/dev/null || fail "TURN_SECRET is not set: give the Worker's."
fi
[ -z "$enrolment_token" ] || names="$names|BOX_ENROLMENT_TOKEN"

export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update -q
apt-get -o DPkg::Lock::Timeout=300 install -y -q ${packages}

mkdir -p /etc/parley
(
	umask 077
	{
		cat <<'END-OF-FILE'
${box_env}END-OF-FILE
		[ -z "$turn_secret" ] || echo "TURN_SECRET=$turn_secret"
		[ -z "$enrolment_token" ] || echo "BOX_ENROLMENT_TOKEN=$enrolment_token"
		[ ! -e "$settings" ] || grep -Ev "^[[:space:]]*($names)=" "$settings" || [ $? -eq 1 ]
	} >"$settings.new"
	mv "$settings.new" "$settings"
)

%{ for path, file in files ~}
mkdir -p '${dirname(path)}'
cat >'${path}' <<'END-OF-FILE'
${file.content}END-OF-FILE
chmod ${file.mode} '${path}'

%{ endfor ~}
%{ for command in commands ~}
${command}
%{ endfor ~}
