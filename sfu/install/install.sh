#!/bin/sh
# Makes this machine a box of Parley, or brings it to the release that this script is part of. May be run again at any time.
#
#   install.sh                 installs, or upgrades; a running box moves its meetings to others before it stops
#   install.sh --check         says whether the release and /etc/parley/box.env are right, and changes nothing
#   install.sh --rollback      goes back to the release before
#   install.sh --root DIR      puts all files below DIR and starts nothing: for images and tests
#   install.sh --env FILE      settings to use instead of /etc/parley/box.env
set -eu

here=$(dirname "$(readlink -f "$0")")
release=$(readlink -f "$here/../..")
node=$release/bin/node
root=
env_file=
action=install

fail() {
	echo "parley: $*" >&2
	exit 1
}
say() { echo "parley: $*"; }
tool() { "$node" "$release/sfu/install/main.ts" "$@"; }
start_again() {
	trap '' HUP INT PIPE TERM
	systemctl start parley-box.service || true
}

while [ $# -gt 0 ]; do
	case $1 in
	--check) action=check ;;
	--rollback) action=rollback ;;
	--root | --env)
		[ $# -ge 2 ] || fail "$1 needs a value."
		if [ "$1" = --root ]; then root=$(readlink -m "$2"); else env_file=$2; fi
		shift
		;;
	*) fail "There is no option $1. See the head of $0." ;;
	esac
	shift
done
[ "$root" != / ] || root=
env_file=${env_file:-$root/etc/parley/box.env}
opt=$root/opt/parley

if [ "$action" = rollback ]; then
	[ -L "$opt/previous" ] || fail "There is no release to go back to."
	previous=$(readlink "$opt/previous")
	say "Going back to $previous."
	set -- --env "$env_file"
	[ -z "$root" ] || set -- "$@" --root "$root"
	# It may not know all variables of this one: what it does not know, it leaves alone.
	export PARLEY_ROLLBACK=yes
	exec "$opt/releases/$(basename "$previous")/sfu/install/install.sh" "$@"
fi

# A box that runs here must not feel it. Services are started by systemd, not by this script.
renice -n 15 -p $$ >/dev/null 2>&1 || true

"$node" --version >/dev/null 2>&1 || fail "This release does not run on this machine ($(uname -m))."
tool verify || fail "The release is not whole: fetch it again."
tool check "$env_file" || fail "$env_file is not right."
version=$(tool version)
if [ "$action" = check ]; then
	say "Release $version is whole, and $env_file is right."
	exit 0
fi
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then fail "Only root can install a box."; fi

# What else runs on the machine, by the distribution's packages: their security updates come with its own.
if [ -z "$root" ]; then
	missing=
	for package in caddy haproxy coturn $(tool packages); do
		dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
	done
	if [ -n "$missing" ]; then
		say "Installing$missing."
		export DEBIAN_FRONTEND=noninteractive
		apt-get -o DPkg::Lock::Timeout=300 update -q
		# shellcheck disable=SC2086 # A list.
		apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends $missing
	fi
	status=0
	"$release/bin/mediasoup-worker" >/dev/null 2>&1 || status=$?
	# It refuses to run alone, by a code of its own; 126 and 127 are the shell's and the linker's.
	case $status in 126 | 127) fail "The media worker of this release does not run on this system." ;; esac
	id parley >/dev/null 2>&1 ||
		useradd --system --home-dir /var/lib/parley --no-create-home --shell /usr/sbin/nologin parley
fi

# Debian's Caddy is too old to be told who the client is: the release brings one along where the machine's own cannot do that.
caddy=/usr/bin/caddy
if ! { [ -x "$caddy" ] && "$caddy" list-modules 2>/dev/null | grep -qx caddy.listeners.proxy_protocol; }; then
	[ -x "$release/bin/caddy" ] ||
		fail "This machine's Caddy cannot take the PROXY protocol, and the release has none: install Caddy 2.7 or newer."
	caddy=/opt/parley/current/bin/caddy
fi

# The release, beside the others.
target=$opt/releases/$version
if [ "$release" != "$(readlink -m "$target")" ] && ! "$target/bin/parley" verify >/dev/null 2>&1; then
	mkdir -p "$opt/releases"
	rm -rf "$target.new"
	cp -a "$release" "$target.new"
	rm -rf "$target"
	mv "$target.new" "$target"
fi
[ -n "$root" ] || chown -R root:root "$target"

# Settings, and what is made from them.
mkdir -p "$root/etc/parley"
if ! cmp -s "$env_file" "$root/etc/parley/box.env"; then
	(umask 077 && cp "$env_file" "$root/etc/parley/box.env")
fi
chmod 600 "$root/etc/parley/box.env"
mkdir -p "$root/var/lib/parley-turn" "$root/usr/local/bin"
if getent group turnserver >/dev/null; then chgrp turnserver "$root/var/lib/parley-turn"; fi
chmod 2750 "$root/var/lib/parley-turn"
changed=$(tool render "$env_file" "$caddy" "$root")
[ -L "$root/usr/local/bin/parley" ] || ln -s /opt/parley/current/bin/parley "$root/usr/local/bin/parley"

# In one step, so that there is always a current one.
flipped=no
if [ "$(readlink "$opt/current" 2>/dev/null || true)" != "releases/$version" ]; then
	if [ -L "$opt/current" ]; then
		ln -sfn "$(readlink "$opt/current")" "$opt/previous.new"
		mv -T "$opt/previous.new" "$opt/previous"
	fi
	ln -sfn "releases/$version" "$opt/current.new"
	mv -T "$opt/current.new" "$opt/current"
	flipped=yes
fi

# The one that runs, the one before, and one more.
touch "$target"
find "$opt/releases" -mindepth 1 -maxdepth 1 -printf '%T@ %f\n' | sort -rn | cut -d ' ' -f 2- | while read -r each; do
	case "releases/$each" in
	"$(readlink "$opt/current")" | "$(readlink "$opt/previous" 2>/dev/null || true)") ;;
	*) echo "$each" ;;
	esac
done | tail -n +2 | while read -r old; do rm -rf "${opt:?}/releases/$old"; done

if [ -n "$root" ]; then
	say "Release $version is installed below $root; nothing was started."
	exit 0
fi

systemctl daemon-reload
restarts() { echo "$changed" | grep -qx "restart $1"; }
reloads() { echo "$changed" | grep -qx "reload $1"; }
if [ "$flipped" = yes ] && ! cmp -s "$opt/previous/bin/caddy" "$opt/current/bin/caddy"; then
	changed="$changed
restart caddy.service"
fi
# An earlier run may have ended before it came to what it had changed: that has to be done still.
state=/var/lib/parley-install
mkdir -p "$state"
echo "$changed" >>"$state/to-do"
changed=$(cat "$state/to-do")

# Release and settings of the box are those it started with: which they were is kept, for the same reason.
applied=$state/box.env.sha256
settings=$({ echo "$version" && cat "$env_file"; } | sha256sum)
if [ "$flipped" = yes ] || [ "$(cat "$applied" 2>/dev/null || true)" != "$settings" ] ||
	[ -n "$(echo "$changed" | grep '^restart ' || true)" ]; then
	# Whatever ends this script while the box is stopped, the box does not stay so.
	trap start_again EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 141' PIPE
	trap 'exit 143' TERM
	# SIGTERM: it moves its meetings to other boxes, at most 30 s, before anything that they need is touched.
	systemctl stop parley-box.service 2>/dev/null || true
fi

for service in caddy.service haproxy.service coturn.service; do
	systemctl enable -q "$service"
	if restarts "$service" || ! systemctl is-active -q "$service"; then
		systemctl restart "$service"
	elif reloads "$service"; then
		systemctl reload "$service"
	fi
done
systemctl enable -q parley-certificates.timer parley-box.service
systemctl restart parley-certificates.timer
systemctl start parley-box.service
trap - EXIT HUP INT PIPE TERM
echo "$settings" >"$applied"
rm "$state/to-do"
tool await-health http://127.0.0.1:4400/health 30 ||
	fail "Release $version does not come up: see \`journalctl -u parley-box\`, or go back with $0 --rollback."
say "Release $version runs."
