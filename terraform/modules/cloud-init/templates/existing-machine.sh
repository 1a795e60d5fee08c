#!/bin/sh
# Makes this Debian or Ubuntu machine the box ${box_id} of Parley. Run it as root, with the two secrets in its environment:
#
#   TURN_SECRET           the Worker's
#   BOX_ENROLMENT_TOKEN   for the first time only
set -eu

[ "$(id -u)" -eq 0 ] || { echo "parley: only root can make this machine a box." >&2; exit 1; }
[ -n "$${TURN_SECRET:-}" ] || { echo "parley: TURN_SECRET is not set: give the Worker's." >&2; exit 1; }

export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update -q
apt-get -o DPkg::Lock::Timeout=300 install -y -q ${packages}

mkdir -p /etc/parley
(
	umask 077
	{
		cat <<'END-OF-FILE'
${box_env}END-OF-FILE
		echo "TURN_SECRET=$TURN_SECRET"
		[ -z "$${BOX_ENROLMENT_TOKEN:-}" ] || echo "BOX_ENROLMENT_TOKEN=$BOX_ENROLMENT_TOKEN"
	} >/etc/parley/box.env.new
	mv /etc/parley/box.env.new /etc/parley/box.env
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
