"""Makes the stores of earlier schemas anew, each by the program of then, out of the repository.

``python -m tests.store.released.make VERSION…``: from the last commit that had this schema of the
journal. Beside this file comes a folder with its databases as SQL text, and `sla.json`, the month's
figures as the program of then reckoned them. To be run once when a schema is left behind, with the
commit put into COMMITS.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# Numbers 1 and 7 never stood alone: 8 came before 7. 12 is that with people's reports.
COMMITS = {
    "0002": "a262003",
    "0003": "20c956e",
    "0004": "d7c3f0b",
    "0005": "bca69ce",
    "0006": "c79b4ac",
    "0006-0008": "62319d5",
    "0008": "2c8a847",
    "0009": "719c2fe",
    "0010": "91f74bc",
    "0011": "4b79d09",
    "0012": "5658a84^1",
    "0013": "d8aa025",
    "0014": "a8cb203",
}


def make(version: str, commit: str) -> None:
    """Write the folder of one version."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(work / "program", filter="data")
        data, inventory = work / "data", work / "inventory.yaml"
        _run(work, [str(HERE / "life.py"), str(data), str(inventory)])
        place = ["--data", str(data), "--inventory", str(inventory), "--lang", "en"]
        figures = _run(work, ["-m", "pantau", "sla", "--month", "2025-03", "--json", *place])
        target = HERE / version
        for path in sorted(data.rglob("*.sqlite")):
            named = target / path.relative_to(data).with_suffix(".sql")
            named.parent.mkdir(parents=True, exist_ok=True)
            named.write_text("".join(f"{line}\n" for line in dump(path)))
        for path in sorted(data.glob("kept/*")):
            (target / "kept").mkdir(exist_ok=True)
            (target / "kept" / path.name).write_bytes(path.read_bytes())
        (target / "sla.json").write_text(json.dumps(json.loads(figures), indent=1) + "\n")


def _run(work: Path, words: list[str]) -> str:
    env = os.environ | {"PYTHONPATH": str(work / "program"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=work / "program",
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{words}: {done.stdout}{done.stderr}")
    if words[0] != "-m":
        sys.stdout.write(done.stdout)
    return done.stdout


def dump(path: Path) -> Iterator[str]:
    """A database as SQL: tables, their rows, then what watches over them."""
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    later = []
    found = list(db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    for kind, name, sql in found:
        if kind != "table":
            later.append(f"{sql};")
            continue
        yield f"{sql};"
        for row in db.execute(f'SELECT * FROM "{name}"'):
            yield f'INSERT INTO "{name}" VALUES ({", ".join(map(_literal, row))});'
    yield from later
    db.close()


def _literal(value: object) -> str:
    """Bytes that are text as text: so that changes can be read."""
    if isinstance(value, bytes):
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text = "\0"
        if text.isprintable() and text:
            return f"CAST({apsw.format_sql_value(text)} AS BLOB)"
    return apsw.format_sql_value(value)  # type: ignore[arg-type] # one of SQLite's five


if __name__ == "__main__":
    for each in sys.argv[1:] or COMMITS:
        sys.stdout.write(f"{each}\n")
        make(each, COMMITS[each])
