#!/bin/bash
# The only admin has lost the password: somebody with an account on the server lets them in again.
. "$(dirname "$0")/lib.sh"

step "Data kecil dengan satu administrator / a small store with one admin"
store
"$PANTAU" account add rina --role admin --by petugas

step "Undangan baru dari server / a new invitation from the server"
first=$("$PANTAU" account invite rina --by petugas)
again=$("$PANTAU" account invite rina --by petugas)
[ "$first" != "$again" ] || fail "the invitation is the old one"
echo "${again%%\?*}?t=…"

step "Sesi lama diakhiri, langkahnya tercatat / old sessions end, and the step is journaled"
"$PANTAU" account sign-out rina --by petugas
python3 - "$PANTAU_DATA/journal.sqlite" <<'PYTHON' || fail "the journal does not know who invited"
import sqlite3
import sys

db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
sql = "SELECT seq, author, via, kind, subject FROM journal WHERE subject = 'rina'"
found = list(db.execute(sql))
print(*found, sep="\n")
sys.exit(len(found) < 3)
PYTHON
"$PANTAU" verify
passed "rina can set a password again, and the journal says who let her"
