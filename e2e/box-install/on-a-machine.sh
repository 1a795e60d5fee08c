#!/bin/sh
# Runs a command as root of a machine whose /etc, /opt and /var/lib it may change: copies, gone with it. systemd is played by a script that
# remembers which services run and writes down what it was asked; packages count as installed. Needs mount and network namespaces of its own.
#
#   on-a-machine.sh FOLDER COMMAND …       FOLDER keeps the machine from one call to the next, and `asked` in it
#
# FOLDER/trouble: what is asked of systemd in these words fails; after a signal's name and a blank, the one who asks gets that signal.
set -eu
folder=$1
shift
mount --make-rprivate /
ip link set lo up
if [ ! -d "$folder/etc" ]; then
	mkdir -p "$folder/bin" "$folder/active" "$folder/opt" "$folder/lib" "$folder/local"
	cp -a /etc "$folder/etc"
	rm -rf "$folder/etc/parley"
	touch "$folder/active/haproxy.service" "$folder/active/caddy.service"
	cat >"$folder/bin/systemctl" <<-END
		#!/bin/sh
		for service; do :; done
		trouble=\$(cat "$folder/trouble" 2>/dev/null)
		case \$trouble in
		"\$*") echo "\$*" >>"$folder/asked"; exit 1 ;;
		*" \$*") kill -s "\${trouble%% *}" "\$PPID" ;;
		esac
		case \$1 in
		is-active) [ -e "$folder/active/\$service" ] ; exit ;;
		start | restart) touch "$folder/active/\$service" ;;
		stop) rm -f "$folder/active/\$service" ;;
		esac
		echo "\$*" >>"$folder/asked"
	END
	printf '#!/bin/sh\nexit 0\n' >"$folder/bin/dpkg"
	chmod +x "$folder/bin/systemctl" "$folder/bin/dpkg"
fi
mount --bind "$folder/etc" /etc
mount --bind "$folder/opt" /opt
mount --bind "$folder/lib" /var/lib
mount --bind "$folder/local" /usr/local/bin
: >"$folder/asked"
"${NODE:?}" -e 'require("http").createServer((_, answer) => answer.end()).listen(4400, "127.0.0.1")' &
healthy=$!
status=0
PATH="$folder/bin:/usr/sbin:/usr/bin:/sbin:/bin" "$@" || status=$?
kill "$healthy"
exit "$status"
