# Shared by the drills: a small store in a directory of its own, which goes again. Nothing else is touched.
set -euo pipefail
PANTAU=${PANTAU:-pantau}
work=$(mktemp -d "${TMPDIR:-/tmp}/pantau-drill-XXXXXX")
trap 'rm -rf "$work"' EXIT
export PANTAU_DATA=$work/data PANTAU_INVENTORY=$work/inventory.yaml PANTAU_LANG=en

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'GAGAL / FAILED: %s\n' "$*" >&2; exit 1; }
passed() { printf '\nBERHASIL / PASSED: %s\n' "$*"; }
refused() { if "$@" >"$work/said" 2>&1; then fail "was not refused: $*"; fi; cat "$work/said"; }

# fact FIELD SITE MONTH: a figure of a site's first term in a month.
fact() {
    "$PANTAU" sla --month "$3" --json 2>/dev/null | python3 -c '
import json, sys
rows = json.load(sys.stdin)["sites"]
print(next((row[sys.argv[1]] for row in rows if row["site"] == sys.argv[2]), "no such site"))
' "$1" "$2"
}

# is NAME FOUND EXPECTED
is() { if [ "$2" = "$3" ]; then echo "$1: $2"; else fail "$1 is $2, not $3"; fi; }

inventory() {
    cat <<'YAML'
version: 1
timezone: Asia/Makassar
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  telkom:
    provider: Telkom
    from: 2020-01-01
    to: 2099-12-31
    tiers:
      fo-50: {objective: 99.9, fee: 2500000}
sites:
  - {id: kantor, name: Kantor Bupati, kind: opd, kecamatan: Tanah Grogot,
     address: 127.64.1.1, contract: telkom, tier: fo-50}
YAML
    [ "${1:-}" = half ] || cat <<'YAML'
  - {id: sekolah, name: SDN 001, kind: sekolah, kecamatan: Kuaro,
     address: 127.64.1.3, contract: telkom, tier: fo-50}
YAML
}

# outage FROM TO: kantor was down two hours; both sites were watched in [FROM, TO).
outage() {
    printf 'site,started_at,ended_at\nkantor,%sT08:00,%sT10:00\n' "$1" "$1" >"$work/outages.csv"
    "$PANTAU" import outages "$work/outages.csv" --observed-from "$1" --observed-to "$2" --by petugas
}

# store [UNTIL]: watched from the first of March 2025 on.
store() {
    inventory >"$PANTAU_INVENTORY"
    outage 2025-03-01 "${1:-2025-04-01}"
    "$PANTAU" apply --by petugas
}

# ours: the interpreter that pantau itself runs with.
ours() { "$(dirname "$(readlink -f "$(command -v "$PANTAU")")")/python3" -P "$@"; }

# play BEGIN <SCENARIO: what the collector writes of it, in virtual time; docs/lab.md has the words.
play() {
    ours -m pantau.lab.virtual_play "$PANTAU_INVENTORY" "$PANTAU_DATA" "$1" 2>"$work/log" ||
        { cat "$work/log" >&2; fail "the scenario could not be played"; }
}

# near NAME FOUND EXPECTED: to half a minute.
near() {
    if [ "$(($2 - $3))" -le 30 ] && [ "$(($3 - $2))" -le 30 ]; then echo "$1: $2"; else fail "$1 is $2, not $3"; fi
}
