#!/usr/bin/env bash
# Follows docs/upgrade.md, up and back, as it is printed: the services of an older program run on data
# that it wrote (tests/store/released), the guide's commands bring them to this one and back again. As
# root, from a copy of the repository with its history; nothing is downloaded.
#
#   deploy/try-upgrade.sh [SCHEMA]       0012 where none is named; tests/store/released has them
#
# It happens in namespaces of its own: /etc, /opt, /run, /var/lib and /var/log are others there, and the
# network is a loopback. What stands in for systemctl is in deploy/try-install/; make brings no
# libraries, the program of each version gets those of PYTHON; and everything runs as root.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
schema=${1:-0012}
python=${PYTHON:-$here/.venv/bin/python}

if [[ ${TRY_UPGRADE:-} != inside ]]; then
    case $here/ in /etc/* | /opt/* | /run/* | /var/l*) echo "move the repository out of ${here%/*}" >&2; exit 2 ;; esac
    root=$(mktemp -d "${TMPDIR:-/tmp}/pantau-upgrade-XXXXXX")
    trap 'rm -rf --one-file-system "$root"' EXIT
    TRY_UPGRADE=inside TRY_ROOT=$root unshare --mount --net --pid --fork --kill-child --mount-proc \
        "$0" "$schema"
    exit
fi

root=$TRY_ROOT
say() { printf '== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; tail -n 5 /var/log/pantau-*.log >&2 || true; exit 1; }
old=$(sed -n "s/^ *\"$schema\": \"\(.*\)\",$/\1/p" "$here/tests/store/released/make.py")
[[ -n $old ]] || fail "no released schema is called $schema"

python3 "$here/deploy/try-install/loopback-up"
mkdir "$root"/{opt,run,lib,log,bin,old,new,guide}
cp -a /etc "$root/etc"
for each in etc:/etc opt:/opt run:/run lib:/var/lib log:/var/log; do
    mount --bind "$root/${each%%:*}" "${each#*:}"
done
grep -q '^pantau:' /etc/passwd || echo 'pantau:x:998:998::/var/lib/pantau:/usr/sbin/nologin' >>/etc/passwd
grep -q '^pantau:' /etc/group || echo 'pantau:x:998:' >>/etc/group
mkdir -p /etc/pantau /etc/systemd/system /opt/pantau

# What stands in for make, and for those who would change the user.
cat >"$root/bin/make" <<SCRIPT
#!/bin/sh
mkdir -p "\$2/.venv/bin"
printf '#!/bin/sh\nPYTHONPATH=%s exec %s -P -m pantau "\$@"\n' "\$2" "$python" >"\$2/.venv/bin/pantau"
chmod +x "\$2/.venv/bin/pantau"
SCRIPT
cat >"$root/bin/runuser" <<'SCRIPT'
#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift
exec "$@"
SCRIPT
cat >"$root/bin/systemd-run" <<'SCRIPT'
#!/bin/sh
while [ "${1#--}" != "$1" ]; do shift; done
cd "${WORKING_DIRECTORY:-/}"
exec "$@"
SCRIPT
chmod +x "$root"/bin/*
ln -s /opt/pantau/.venv/bin/pantau "$root/bin/pantau"
export PATH=$root/bin:$here/deploy/try-install:$PATH PANTAU_LANG=en

git -C "$here" -c safe.directory="$here" archive "$old" | tar -C "$root/old" -xf -
(cd "$here" && git -c safe.directory="$here" ls-files -z | tar --null -T - -cf -) | tar -C "$root/new" --no-same-owner -xf -
program() {
    say "the $1 program into /opt/pantau"
    mkdir -p /opt/pantau
    find /opt/pantau -mindepth 1 -delete
    cp -a "$root/$1/." /opt/pantau/
}
awk -v folder="$root/guide" '
    /^```sh$/ { open = 1; number++; next }
    /^```$/   { open = 0; next }
    open      { print > sprintf("%s/%02d", folder, number) }' "$here/docs/upgrade.md"
block() {
    say "docs/upgrade.md, block $1"
    sed 's/^/    /' "$root/guide/$1"
    bash -e "$root/guide/$1" || fail "block $1"
}
# What the program that is installed says of the month that the data holds.
figures() { pantau sla --month 2025-03 --json --data /var/lib/pantau --inventory /etc/pantau/inventory.yaml; }

say "services of schema $schema ($old) on data that it wrote"
(cd "$here" && "$python" - "$schema" <<'PYTHON')
import sys
from pathlib import Path

from tests.cli.story import INVENTORY
from tests.store.test_store_released import written

Path("/etc/pantau/inventory.yaml").write_text(INVENTORY)
written(sys.argv[1], Path("/var/lib/pantau"))
PYTHON
program old
make -C /opt/pantau setup
install -m 0644 /opt/pantau/deploy/systemd/* /etc/systemd/system/
systemctl start pantau.target
figures >"$root/then"

say "somebody starts one of the three anew, and not the others: it refuses, the others go on"
pid=$(cat /run/pantau-alerter.pid)
kill "$pid"
rm /run/pantau-alerter.pid
timeout 60 tail --pid="$pid" -f /dev/null || fail "the alerter does not end"
if PYTHONPATH=$root/new "$python" -P -m pantau alert --data /var/lib/pantau --inventory /etc/pantau/inventory.yaml \
    >"$root/said" 2>&1; then fail "it was not refused"; fi
cat "$root/said"
grep -q "older collector is still at work on /var/lib/pantau: process" "$root/said" || fail "it does not say who"
[[ ! -e /var/lib/pantau/before-upgrade ]] || fail "something was changed"
systemctl answers

block 01
program new
block 02
[[ $(ls /var/lib/pantau/before-upgrade | wc -l) == 1 ]] || fail "there is no backup of before"
figures >"$root/now"
(cd "$here" && "$python" - "$root/then" "$root/now" <<'PYTHON') || fail "the figures are other ones"
import json
import sys
from pathlib import Path

from tests.store.test_store_released import _only

then, now = (json.loads(Path(each).read_text()) for each in sys.argv[1:])
sys.exit(_only(now, then) != then)
PYTHON
say "every figure of the month is what the older program said"

block 03
cmp -s "$root/old/pyproject.toml" /opt/pantau/pyproject.toml || fail "the older program is not back"
block 04
figures | cmp - "$root/then" || fail "the figures are other ones"
say "and again"
systemctl stop pantau.target
say "up and back"
