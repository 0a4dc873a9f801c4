#!/usr/bin/env bash
# Builds deploy/Containerfile for real and looks at what came of it, where no container engine runs
# and no image registry is reached: buildah in a chroot, upon a base that debootstrap makes. As root,
# with buildah, debootstrap and a way to package indexes. What it makes it takes away again.
#
#   deploy/try-container.sh [SUITE]      bookworm where none is named
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
suite=${1:-bookworm}
work=$(mktemp -d "${TMPDIR:-/tmp}/pantau-container-XXXXXX")
engine=(buildah --root "$work/images" --runroot "$work/run" --storage-driver vfs)
trap '"${engine[@]}" rm --all >/dev/null 2>&1 || true; rm -rf --one-file-system "$work"' EXIT
say() { printf '== %s\n' "$*"; }

mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *([a-z]+:[^ ]+).*/\3/p' | grep -v security | head -n 1 || true)
say "a base of $suite"
debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/base" \
    ${mirror:+"$mirror"} >"$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; exit 1; }
# As this machine itself gets its packages.
for file in /etc/resolv.conf /etc/pip.conf /etc/uv/uv.toml "${SSL_CERT_FILE:-}" "${PIP_CERT:-}"; do
    [[ -f $file ]] && install -D -m 0644 "$file" "$work/base$file"
done
shared=()
for folder in $(python3 -m pip config list 2>/dev/null | grep -oE '/[A-Za-z0-9_./-]+' | sort -u) \
    ${PIP_FIND_LINKS:-}; do
    folder=${folder#//}
    [[ -d $folder && $folder == /?* ]] && shared+=(-v "$folder:$folder:ro")
done
from=$("${engine[@]}" from scratch)
tar -C "$work/base" -cf "$work/base.tar" .
"${engine[@]}" add -q "$from" "$work/base.tar" / >/dev/null
rm -rf "$work/base" "$work/base.tar"
while read -r setting; do
    "${engine[@]}" config --env "$setting" "$from"
done < <(env | grep -E '^(PIP|UV)_|^(https?|no)_proxy=|^SSL_CERT_FILE=' || true)
"${engine[@]}" commit -q "$from" localhost/base >/dev/null
"${engine[@]}" rm "$from" >/dev/null

say "deploy/Containerfile"
"${engine[@]}" build --format docker --isolation chroot --build-arg BASE=localhost/base "${shared[@]}" \
    -f "$here/deploy/Containerfile" -t pantau "$here"

say "what came of it"
box=$("${engine[@]}" from localhost/pantau)
run() { "${engine[@]}" run --isolation chroot --network host "$@"; }
"${engine[@]}" inspect --type image --format \
    'user {{.OCIv1.Config.User}}, entry {{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.Cmd}}' localhost/pantau
run "$box" -- id
run "$box" -- pantau --version
run "$box" -- pantau check /opt/pantau/inventory.yaml
for tool in pytest playwright uv; do
    run "$box" -- sh -c "test ! -e /opt/pantau/.venv/bin/$tool" || { echo "$tool is in it" >&2; exit 1; }
done
run "$box" -- sh -c '! touch /opt/pantau/ours 2>/dev/null' || { echo "the program can be written" >&2; exit 1; }
# Echoes: to this machine's own loopback, with the capability of the collector's file alone.
run --cap-add CAP_NET_RAW "$box" -- \
    /opt/pantau/.venv/bin/python-echo -m pantau probe --address 127.64.0.1 --probe icmp \
    --inventory /opt/pantau/inventory.yaml
say "built"
