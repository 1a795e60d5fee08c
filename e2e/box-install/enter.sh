#!/bin/sh
# Runs a command in the machine that an installed root would be: this machine's programs, and the root's /etc, /opt and /var/lib. Nothing
# outside of these can be written, as under ProtectSystem=strict; /home and /tmp are empty. Needs root and a mount namespace of its own.
#
#   enter.sh ROOT COMMAND …
set -eu
root=$1
shift
mount --make-rprivate /
new=$root/.machine
mkdir -p "$new" "$root/run" "$root/var/lib/caddy"
mount -t tmpfs -o mode=755 tmpfs "$new"
for link in bin sbin lib lib32 lib64 libx32; do
	if [ -L "/$link" ]; then cp -a "/$link" "$new/$link"; elif [ -d "/$link" ]; then
		mkdir "$new/$link"
		mount --rbind "/$link" "$new/$link"
	fi
done
mkdir -p "$new/usr" "$new/etc" "$new/opt" "$new/proc" "$new/dev" "$new/run" "$new/home" "$new/root"
mkdir -p "$new/var/lib/parley" "$new/var/lib/caddy" "$new/var/lib/parley-turn" "$new/var/lib/turn" "$new/var/tmp"
mount --bind /usr "$new/usr"
cp -a /etc/. "$new/etc"
cp -a "$root/etc/." "$new/etc"
mount --bind "$root/opt" "$new/opt"
for folder in parley caddy parley-turn; do mount --bind "$root/var/lib/$folder" "$new/var/lib/$folder"; done
mount --bind "$root/run" "$new/run"
mount -t tmpfs -o mode=1777 tmpfs "$new/var/lib/turn"
mount -t proc proc "$new/proc"
mount --rbind /dev "$new/dev"
mkdir "$new/tmp"
mount -t tmpfs -o mode=1777 tmpfs "$new/tmp"
mount -o remount,bind,ro "$new/usr"
mount -o remount,bind,ro "$new/opt"
mount -o remount,ro "$new"
exec chroot "$new" "$@"
