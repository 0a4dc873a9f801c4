#!/bin/bash
# The disk is gone: a backup is brought back on a new machine. What was after it is unknown.
. "$(dirname "$0")/lib.sh"

step "Data kecil dibuat dan dicadangkan / a small store is made and backed up"
store 2025-03-15
mkdir "$work/backups"
"$PANTAU" backup --to "$work/backups"

step "Setelah itu masih diukur / after that two more weeks are measured"
outage 2025-03-15 2025-03-31
is "down seconds" "$(fact down_seconds kantor 2025-03)" 14400

step "Diska hilang / the disk is lost"
mv "$PANTAU_INVENTORY" "$work/right.yaml"
rm -rf "$PANTAU_DATA"
refused "$PANTAU" verify

step "Dipulihkan di mesin baru / brought back on a new machine"
"$PANTAU" restore "$work/backups"
"$PANTAU" verify

step "Inventaris dari jurnal / the inventory, out of the journal"
"$PANTAU" export inventory "$PANTAU_INVENTORY"
cmp "$PANTAU_INVENTORY" "$work/right.yaml" || fail "the journal's text is another one"
"$PANTAU" check

step "Waktu sesudah cadangan tidak diketahui / the time after the backup is unknown"
is "down seconds" "$(fact down_seconds kantor 2025-03)" 7200
is "unknown seconds (17 days)" "$(fact unknown_seconds kantor 2025-03)" $((17 * 86400))
passed "the gap is neither up nor down"
