#!/bin/bash
# A month of samples that is over rots on the disk: who notices, what holds without it, the way back.
. "$(dirname "$0")/lib.sh"
month=2025-03 file=samples/2025-03.sqlite

step "Bulan dengan sampel, ditutup, beserta dokumennya / a month with samples, closed, with its paper"
store
ours - >"$work/samples.csv" <<'PYTHON'
print("site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us")
for day in (3, 4, 5):
    for minute in range(1440):
        at = f"2025-03-{day:02}T{minute // 60:02}:{minute % 60:02}Z"
        print(f"kantor,icmp,{at},12,12,4000,{5000 + 37 * minute * day % 9973},20000,{minute % 311}")
PYTHON
"$PANTAU" import samples "$work/samples.csv" --by petugas
"$PANTAU" close --month $month --by rina
"$PANTAU" report --month $month --format pdf -o "$work/papers" 2>/dev/null
"$PANTAU" sla --month $month --json >"$work/figures"
"$PANTAU" quality --month $month --json >"$work/quality"
mkdir "$work/backups"
"$PANTAU" backup --to "$work/backups"
"$PANTAU" verify

# What holds without samples: the figures, the closed month, its paper.
holds() {
    "$PANTAU" sla --month $month --json | cmp - "$work/figures" || fail "the figures are other ones"
    "$PANTAU" report --month $month --format pdf -o "$work/again" 2>/dev/null
    cmp "$work"/again/* "$work"/papers/* || fail "the paper is another one"
    echo "figures and paper of the closed month: as they were"
}

step "Setelah itu masih dicatat / after that something is written down"
"$PANTAU" note write "sesudah cadangan" --about kantor --by petugas >/dev/null
head=$("$PANTAU" verify | tail -n 1)

step "Halaman di tengah berkas rusak / pages in the middle of the file rot"
ours - "$PANTAU_DATA/$file" <<'PYTHON'
import sqlite3
import sys
from pathlib import Path

path = Path(sys.argv[1])
db = sqlite3.connect(path)
(block,) = db.execute("SELECT block FROM sealed ORDER BY day LIMIT 1").fetchone()
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
db.close()
content = path.read_bytes()
piece = block[500:900]
assert content.count(piece) == 1
path.write_bytes(content.replace(piece, b"\xa5" * len(piece)))
PYTHON
refused "$PANTAU" verify
grep -q "$file" "$work/said" || fail "verify does not name the file"
holds

step "Bulan itu saja kembali dari cadangan / that month alone comes back from the backup"
"$PANTAU" restore "$work/backups" --month $month
"$PANTAU" verify
is "journal, with what came after the backup" "$("$PANTAU" verify | tail -n 1)" "$head"
"$PANTAU" quality --month $month --json | cmp - "$work/quality" || fail "the samples are other ones"
"$PANTAU" doctor >"$work/said" 2>&1 || true
grep "damaged-1" "$work/said" || fail "doctor does not name the file that was set aside"
mv "$PANTAU_DATA/$file".damaged-* "$work/"

step "Tanpa cadangan: hilang dan dinyatakan demikian / without a backup: gone, and said to be"
rm -f "$PANTAU_DATA/$file"*
refused "$PANTAU" verify
grep -q "lacks 3 packed days" "$work/said" || fail "verify does not say which days are gone"
"$PANTAU" quality --month $month | tee "$work/said"
grep -q "no samples" "$work/said" || fail "quality makes something up"
holds
passed "only the samples hung on it; the closed month kept its proof"
