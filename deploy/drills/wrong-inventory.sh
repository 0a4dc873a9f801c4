#!/bin/bash
# Half of the sites vanish and the fee changes, by a wrong file: how it is seen, and how it goes back.
. "$(dirname "$0")/lib.sh"

step "Data kecil dibuat / a small store is made"
store
credit=$(fact credit kantor 2025-03)
cp "$PANTAU_INVENTORY" "$work/right.yaml"

step "Berkas dengan biaya lain: ditolak, masa lalu tidak berubah / another fee is refused: it changes the past"
sed 's/fee: 2500000/fee: 9900000/' "$work/right.yaml" >"$PANTAU_INVENTORY"
refused "$PANTAU" apply --by petugas
cp "$work/right.yaml" "$PANTAU_INVENTORY"
is "credit" "$(fact credit kantor 2025-03)" "$credit"

step "Berkas tanpa separuh titik: berlaku dengan peringatan / half of the sites are missing: in force, with a warning"
inventory half >"$PANTAU_INVENTORY"
"$PANTAU" apply --by petugas 2>&1 | tee "$work/said"
grep -q sekolah "$work/said" || fail "nobody said that sekolah left"
is "up seconds of the site that left" "$(fact up_seconds sekolah 2025-03)" $((31 * 86400))

step "Yang berlaku sebelumnya ada di jurnal / what was in force before is in the journal"
"$PANTAU" export inventory "$work/before.yaml" --back 1
cmp "$work/before.yaml" "$work/right.yaml" || fail "the journal's text is another one"

step "Diberlakukan kembali / put in force again"
cp "$work/before.yaml" "$PANTAU_INVENTORY"
"$PANTAU" apply --by petugas
is "up seconds" "$(fact up_seconds sekolah 2025-03)" $((31 * 86400))
is "credit" "$(fact credit kantor 2025-03)" "$credit"
"$PANTAU" verify
passed "the figures are as before; both changes stand in the journal"
