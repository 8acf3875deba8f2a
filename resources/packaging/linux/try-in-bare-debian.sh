#!/bin/bash
# Installs the package in a Debian that has nothing, not even Python, and looks whether it works:
#
#     sudo resources/packaging/linux/try-in-bare-debian.sh dist/picksmart-webhooks_*.deb [FOLDER]
#
# Needs debootstrap, and a mirror that apt reaches. FOLDER (a new one, by default below /tmp) holds
# the system; it is removed at the end, unless it was named. Nothing outside it is changed.
set -euo pipefail

deb=$(readlink -f "${1:?the package}")
root=${2:-}
if [[ -z $root ]]; then
  root=$(mktemp -d -t bare-debian-XXXXXX)
  chmod 755 "$root" # it is everybody's / inside
  trap 'umount -l "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
fi
suite=${SUITE:-bookworm}

say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; } # `! command` ends nothing, whatever it gives
inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/home/stranger \
    DEBIAN_FRONTEND=noninteractive "$@"
}

if [[ ! -x $root/bin/sh ]]; then
  say "a bare $suite in $root"
  debootstrap --variant=minbase "$suite" "$root" >/dev/null
fi
# What apt needs to reach the mirror that this system reaches.
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"

say "no Python in it"
if inside sh -c 'command -v python3 || ls -d /usr/lib/python3*' 2>/dev/null; then fail "there is one"; fi

install_it() {
  inside apt-get install --yes -qq --no-install-recommends /tmp/app.deb >"$root/tmp/apt.log" 2>&1 ||
    { tail -20 "$root/tmp/apt.log"; exit 1; }
}

say "install"
inside apt-get update -qq
cp "$deb" "$root/tmp/app.deb"
install_it
inside sh -c 'id -u stranger >/dev/null 2>&1 || useradd --create-home stranger'

say "as somebody who is not root"
as_stranger() { inside setpriv --reuid=stranger --regid=stranger --clear-groups "$@"; }
as_stranger picksmart-webhooks --version | head -2
as_stranger picksmart-webhooks --self-test
as_stranger picksmart-webhooks platform openapi >/dev/null
if as_stranger picksmart-webhooks 2>"$root/tmp/no-display.txt" </dev/null; then fail "no display"; fi
cat "$root/tmp/no-display.txt"
grep -q '^There is no display for the window' "$root/tmp/no-display.txt" || fail "its words"

say "on a screen"
inside apt-get install --yes -qq --no-install-recommends xvfb x11-utils >/dev/null 2>&1
as_stranger sh -c '
  cd; umask 077
  Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>display >/dev/null 2>&1 & server=$!
  for _ in $(seq 600); do [ -s display ] && break; sleep 0.1; done
  export DISPLAY=:$(cat display)
  picksmart-webhooks 2>window.txt & app=$!
  for _ in $(seq 600); do
    xwininfo -root -tree 2>/dev/null | grep -q "Webhook Listeners" && break
    sleep 0.3
  done
  xwininfo -root -tree | grep "Webhook Listeners"; shown=$?
  kill $app; wait $app; ended=$?; kill $server; cat window.txt; exit $((shown + ended))' ||
  fail "the window"

say "remove"
inside apt-get remove --yes -qq picksmart-webhooks >/dev/null 2>&1
if inside sh -c 'command -v picksmart-webhooks || ls -d /usr/lib/picksmart-webhooks' 2>/dev/null; then
  fail "it is still there"
fi

say "install again, and purge"
install_it
inside apt-get purge --yes -qq picksmart-webhooks >/dev/null 2>&1
left=$(inside find / -xdev -name '*picksmart*' -not -path '/home/*' -not -path '/proc/*')
[[ -z $left ]] || fail "left behind: $left"
kept=$(find "$root/home/stranger" -name 'picksmart-webhooks' -type d)
[[ -n $kept ]] || fail "the profile is gone"
say "all is well"
