#!/bin/sh
# Brings coturn the certificate that Caddy got for a name, when there is a newer one, and makes coturn read it: calls go on.
#
#   copy-certificates.sh NAME
#
# PARLEY_ROOT, CADDY_DATA and COTURN_RELOAD are for tests.
set -eu
name=$1
root=${PARLEY_ROOT:-}
data=${CADDY_DATA:-$root/var/lib/caddy/.local/share/caddy}
to=$root/var/lib/parley-turn

# One folder for each issuer: the newest certificate counts.
from=
for candidate in "$data"/certificates/*/"$name/$name.crt"; do
	if [ -f "$candidate" ] && [ -f "${candidate%.crt}.key" ]; then
		if [ -z "$from" ] || [ -n "$(find "$candidate" -newer "$from")" ]; then from=$candidate; fi
	fi
done
if [ -z "$from" ]; then
	echo "Caddy has no certificate for $name yet."
	exit 0
fi
if cmp -s "$from" "$to/cert.pem" && cmp -s "${from%.crt}.key" "$to/key.pem"; then exit 0; fi

first=yes
if [ -f "$to/cert.pem" ]; then first=no; fi
umask 027
for part in key:key crt:cert; do
	file="$to/${part#*:}.pem"
	# The folder hands its group on, so that coturn can read what root wrote.
	cat "${from%.crt}.${part%:*}" >"$file.new"
	mv "$file.new" "$file"
done
echo "A new certificate for $name is in place."
# Without any at its start coturn does not listen for TLS at all.
if [ -n "${COTURN_RELOAD:-}" ]; then
	$COTURN_RELOAD "$first"
elif [ "$first" = yes ]; then
	systemctl restart coturn.service
else
	systemctl reload coturn.service
fi
