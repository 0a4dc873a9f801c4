#!/bin/bash
# The address of the screen on the wall got out: it is revoked, and a new one made.
. "$(dirname "$0")/lib.sh"

ids() { "$PANTAU" account sessions --json | python3 -c 'import json, sys; print(*[each["id"] for each in json.load(sys.stdin)])'; }

step "Layar dinding dibuat / a screen on the wall is made"
store
"$PANTAU" account screen dinding --by petugas >"$work/old"
old=$(ids)

step "Alamat baru; yang lama berakhir seketika / a new address; the old one ends at once"
"$PANTAU" account screen dinding --by petugas >"$work/new"
cmp -s "$work/old" "$work/new" && fail "the address is the old one"
new=$(ids)
[ "$(wc -w <<<"$new")" = 1 ] || fail "there is more than one session: $new"
[ "$old" != "$new" ] || fail "the old session is still there"
echo "$old -> $new"

step "Atau ditutup sama sekali / or closed for good"
"$PANTAU" account close dinding --reason "alamat bocor" --by petugas
is "sessions" "$(ids)" ""
"$PANTAU" verify
passed "whoever holds the old address is refused"
