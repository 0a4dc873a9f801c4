#!/bin/bash
# The server boots with its clock a day ahead, then with one a day behind, and is set right: what is
# known of that time afterwards. In virtual time: the clock of this machine is not touched.
. "$(dirname "$0")/lib.sh"

hours() { echo $(($1 * 3600)); }
# Watched for six hours, and down in the second; then the server boots with its clock off by $1. Three
# hours later it is set right. While it is wrong there is another outage, of half an hour.
story() {
    cat <<YAML
seed: 1
lasts: $2
events:
  - {at: 1h, lasts: 1h, what: outage, sites: [kantor]}
  - {at: 6h, lasts: 10m, what: crash}
  - {at: 6h 5m, what: clock, by: ${1}1d}
  - {at: 7h, lasts: 30m, what: outage, sites: [kantor]}
  - {at: 9h, what: clock, by: ${3}1d}
YAML
}
unknown_in_march() { echo $(($(fact unknown_seconds "$1" 2025-03) - 31 * 86400 + $(hours "$2"))); }
inventory >"$PANTAU_INVENTORY"

step "Jam maju sehari, selama tiga jam / a day ahead, for three hours"
story "" 36h - | play 2025-03-10T00:00:00+00:00
"$PANTAU" verify

step "Yang dicatat dengan jam itu tidak diketahui / what was dated by that clock is unknown"
near "down seconds: the outage before, and no other" "$(fact down_seconds kantor 2025-03)" "$(hours 1)"
near "up seconds: six hours before, three after" "$(fact up_seconds sekolah 2025-03)" "$(hours 9)"
near "unknown seconds of 36 hours" "$(unknown_in_march sekolah 36)" "$(hours 27)"
"$PANTAU" explain kantor --at 2025-03-11T15:10 | tee "$work/said"
grep -q "The clock was set" "$work/said" || fail "nobody says why that time is unknown"

step "Jam mundur sehari, selama tiga jam / a day behind, for three hours"
rm -rf "$PANTAU_DATA"
story - 12h "" | play 2025-03-10T00:00:00+00:00
"$PANTAU" verify
near "down seconds: the outage before, and no other" "$(fact down_seconds kantor 2025-03)" "$(hours 1)"
near "up seconds: six hours before, three after" "$(fact up_seconds sekolah 2025-03)" "$(hours 9)"
near "unknown seconds of 12 hours" "$(unknown_in_march sekolah 12)" "$(hours 3)"

step "Saat itu pantau doctor berkata / meanwhile pantau doctor says"
rm -rf "$PANTAU_DATA"
ago() { date -u -d "$1 minutes ago" +%FT%TZ; }
play "$(ago 40)" <<<"{seed: 1, lasts: 10m, events: []}"
"$PANTAU" backup "$work/before.zip"
play "$(ago 30)" <<'YAML'
seed: 1
lasts: 30m
events:
  - {at: 10m, what: clock, by: 1d}
  - {at: 20m, what: clock, by: -1d}
YAML
"$PANTAU" doctor >"$work/said" 2>&1 && fail "doctor found nothing"
grep -A 1 "THE CLOCK IS WRONG" "$work/said" || { cat "$work/said"; fail "doctor says nothing of the clock"; }

step "Tidak menunggu sehari: cadangan dari sebelum itu / not to wait a day: the backup of before"
mv "$PANTAU_DATA" "$PANTAU_DATA.ahead"
"$PANTAU" restore "$work/before.zip"
"$PANTAU" verify
"$PANTAU" doctor >"$work/said" 2>&1 || true
if grep "THE CLOCK IS WRONG" "$work/said"; then fail "the journal is still ahead"; fi
passed "no outage and no uptime of the wrong clock is left"
