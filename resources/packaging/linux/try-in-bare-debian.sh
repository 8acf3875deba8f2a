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
! inside sh -c 'command -v python3 || ls /usr/lib/python3*' 2>/dev/null

say "install"
inside apt-get update -qq
cp "$deb" "$root/tmp/app.deb"
inside apt-get install --yes -qq --no-install-recommends /tmp/app.deb >"$root/tmp/apt.log" 2>&1 ||
  { tail -20 "$root/tmp/apt.log"; exit 1; }
inside sh -c 'id -u stranger >/dev/null 2>&1 || useradd --create-home stranger'

say "as somebody who is not root"
as_stranger() { inside setpriv --reuid=stranger --regid=stranger --clear-groups "$@"; }
as_stranger picksmart-webhooks --version | head -2
as_stranger picksmart-webhooks --self-test
as_stranger picksmart-webhooks platform openapi >/dev/null
! as_stranger picksmart-webhooks 2>"$root/tmp/no-display.txt" </dev/null
cat "$root/tmp/no-display.txt"

if inside apt-get install --yes -qq --no-install-recommends xvfb x11-utils >/dev/null 2>&1; then
  say "on a screen"
  as_stranger sh -c '
    Xvfb :77 -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 & server=$!
    DISPLAY=:77 picksmart-webhooks 2>/tmp/window.txt & app=$!
    for _ in $(seq 200); do
      DISPLAY=:77 xwininfo -root -tree 2>/dev/null | grep -q "Webhook Listeners" && break
      sleep 0.3
    done
    DISPLAY=:77 xwininfo -root -tree | grep "Webhook Listeners"
    kill $app; wait $app; ended=$?; kill $server; cat /tmp/window.txt; exit $ended'
fi

say "purge"
inside apt-get purge --yes -qq picksmart-webhooks >/dev/null 2>&1
left=$(inside find / -xdev -name '*picksmart*' -not -path '/home/*' -not -path '/proc/*')
[[ -z $left ]] || { echo "left behind: $left"; exit 1; }
say "all is well"
