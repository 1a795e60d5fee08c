#!/bin/sh
# bin/parley of a release: runs the parts of the box from the release that it lies in.
#
#   parley box        the box itself; its service starts it
#   parley version    of this release
#   parley verify     whether this release is whole
#   parley doctor     what is wrong with this machine, and what to do
set -eu
release=$(readlink -f "$(dirname "$(readlink -f "$0")")/..")
node=$release/bin/node
# Of the same release, whatever `current` leads to by now.
export MEDIASOUP_WORKER_BIN="$release/bin/mediasoup-worker"
if [ -e "$release/bin/send-batching.so" ]; then export SEND_BATCHING_LIBRARY="$release/bin/send-batching.so"; fi
command=${1:-}
[ $# -eq 0 ] || shift
case $command in
box) exec "$node" "$release/sfu/src/main.ts" ;;
version | --version) exec "$node" "$release/sfu/install/main.ts" version ;;
verify) exec "$node" "$release/sfu/install/main.ts" verify ;;
doctor)
	# As its service has it.
	BOX_DATA_DIR=/var/lib/parley NODE_ENV=production
	export BOX_DATA_DIR NODE_ENV
	exec "$node" --env-file=/etc/parley/box.env "$release/sfu/src/doctor/main.ts" "$@"
	;;
*)
	sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
