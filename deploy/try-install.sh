#!/usr/bin/env bash
# Follows docs/install.md in a clean Debian: makes a root with debootstrap, runs the guide's commands
# in it as they are printed, starts the services as their units say, asks pantau doctor, and takes
# the root away again. As root, on Debian or Ubuntu, with debootstrap and a way to package indexes.
#
#   deploy/try-install.sh [SUITE]        bookworm where none is named
#
# systemd does not run in a chroot: deploy/try-install/ holds what stands in for systemctl,
# systemd-run and timedatectl, and says each time what it could not do. The services live in a network
# namespace that has nothing but its own loopback.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
suite=${1:-bookworm}

if [[ ${TRY_INSTALL:-} != inside ]]; then
    # Mounts and processes of our own: both are gone with the last of us.
    root=$(mktemp -d "${TMPDIR:-/tmp}/pantau-install-XXXXXX")
    chmod 0755 "$root" # as any root: not only root looks into it
    trap 'rm -rf --one-file-system "$root"' EXIT
    TRY_INSTALL=inside TRY_ROOT=$root unshare --mount --pid --fork --kill-child --mount-proc \
        "$0" "$suite"
    exit
fi

root=$TRY_ROOT
say() { printf '== %s\n' "$*"; }

# As this machine itself gets its packages.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *([a-z]+:[^ ]+).*/\3/p' | grep -v security | head -n 1 || true)
say "a clean $suite"
debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" \
    ${mirror:+"$mirror"} >"$root.log" 2>&1 ||
    { tail -n 5 "$root.log" >&2; exit 1; }
rm -f "$root.log"
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/uv/uv.toml "${SSL_CERT_FILE:-}" "${PIP_CERT:-}"; do
    [[ -f $file ]] && install -D -m 0644 "$file" "$root$file"
done
# Local indexes, read only.
for folder in $(python3 -m pip config list 2>/dev/null | grep -oE '/[A-Za-z0-9_./-]+' | sort -u) \
    ${PIP_FIND_LINKS:-}; do
    folder=${folder#//}
    [[ -d $folder && $folder == /?* ]] || continue
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    mount -o remount,bind,ro "$root$folder"
done

say "Pantau into /opt/pantau"
mkdir -p "$root/opt/pantau"
(cd "$here" && git ls-files -z | tar --null -T - -cf -) | tar -C "$root/opt/pantau" --no-same-owner -xf -
install -m 0755 "$here"/deploy/try-install/* "$root/usr/local/bin/"

# The guide's commands, a file for each block.
mkdir "$root/guide"
awk -v folder="$root/guide" '
    /^```sh$/ { open = 1; number++; next }
    /^```$/   { open = 0; next }
    open      { print > sprintf("%s/%02d", folder, number) }' "$here/docs/install.md"

in_root() {
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive \
        $(env | grep -E '^(PIP|UV)_|^(https?|no)_proxy=|^SSL_CERT_FILE=' || true) \
        "$@"
}

alone=
for block in "$root"/guide/*; do
    name=/guide/${block##*/}
    if [[ -z $alone ]] && grep -q '^systemctl ' "$block"; then
        # From here on nothing is downloaded, and nothing of ours reaches any other machine.
        alone=yes
        say "a network that has only its own loopback"
        touch "$root/run/alone"
        unshare --net="$root/run/alone" chroot "$root" python3 /usr/local/bin/loopback-up
    fi
    say "docs/install.md, block ${block##*/}"
    sed 's/^/    /' "$block"
    if [[ -n $alone ]]; then
        in_root nsenter --net="$root/run/alone" chroot "$root" bash -e "$name"
    else
        in_root chroot "$root" bash -e "$name"
    fi
done

say "what runs"
in_root nsenter --net="$root/run/alone" chroot "$root" systemctl look
say "the services end when they are told to"
in_root nsenter --net="$root/run/alone" chroot "$root" systemctl stop pantau.target
say "installed"
