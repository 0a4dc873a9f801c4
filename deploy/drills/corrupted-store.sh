#!/bin/bash
# A page of the journal, then all of it, is not what was written: who says so, and the way back.
. "$(dirname "$0")/lib.sh"

step "Data kecil dibuat dan dicadangkan / a small store is made and backed up"
store
mkdir "$work/backups"
"$PANTAU" backup --to "$work/backups"
"$PANTAU" verify

step "Satu halaman jurnal rusak / the pages of the journal behind the first are damaged"
python3 - "$PANTAU_DATA" <<'PYTHON'
import sys
from pathlib import Path

data = Path(sys.argv[1])
for log in data.glob("journal.sqlite-*"):
    log.unlink()
journal = data / "journal.sqlite"
content = bytearray(journal.read_bytes())
content[4096 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 4096)
journal.write_bytes(content)
PYTHON
refused "$PANTAU" verify
refused "$PANTAU" note write "tidak boleh masuk" --about kantor --by petugas

step "Disisihkan, lalu dipulihkan / set aside, then brought back"
mv "$PANTAU_DATA" "$PANTAU_DATA.broken"
"$PANTAU" restore "$work/backups"
"$PANTAU" verify
is "down seconds" "$(fact down_seconds kantor 2025-03)" 7200
passed "the damage was named, nothing was written into it, the backup is sound"
