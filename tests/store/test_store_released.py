"""Stores of each earlier schema, written by the program of then, are brought up to today's."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from pantau.store import Store, verify
from pantau.store.migrate import migrations
from tests.cli.story import INVENTORY, Desk
from tests.store.making import plain

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(path.name for path in RELEASED.iterdir() if path.name[0] == "0")


def written(version: str, data: Path) -> Path:
    """The store of a version, as the program of then left it."""
    source = RELEASED / version
    for path in sorted(source.rglob("*.sql")):
        file = data / path.relative_to(source).with_suffix(".sqlite")
        file.parent.mkdir(parents=True, exist_ok=True)
        db = apsw.Connection(str(file))
        db.execute(f"BEGIN; {path.read_text()}; COMMIT; PRAGMA journal_mode = WAL")
        db.close()
    if (source / "kept").is_dir():
        shutil.copytree(source / "kept", data / "kept")
    return data


def chain(data: Path) -> list[tuple[Any, ...]]:
    db = plain(data)
    try:
        return list(db.execute("SELECT * FROM journal ORDER BY seq"))
    finally:
        db.close()


def test_there_is_a_store_of_every_schema_that_was_ever_in_use() -> None:
    """Numbers 1 and 7 never stood alone. Who adds a step leaves a store of the schema before it."""
    last = {version[-4:] for version in VERSIONS}
    assert last == {step.name[:4] for step in migrations("journal")} - {"0001", "0007"}
    for version in VERSIONS:
        text = (RELEASED / version / "journal.sql").read_text()
        steps = re.findall(r"INSERT INTO \"migration\" VALUES \('(\d{4})_", text)
        assert steps[-1] == version[-4:]
        assert ("0007" in steps) == (version > "0007")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_before_is_brought_up_with_entries_and_figures_as_they_were(
    version: str, tmp_path: Path
) -> None:
    desk = Desk.at(tmp_path, INVENTORY)
    before = chain(written(version, desk.data))
    assert len(before) >= 10
    with Store.open(desk.data) as store:
        outage = store.outage("O4")
        assert outage is not None
        packed = [each.received for each in store.samples("desa", 0, 2**62)]
        tables = {name: list(plain(desk.data).execute(f"SELECT * FROM {name}")) for name in NAMED}
        store.rebuild_projections()
    assert packed == [11] * 30
    assert chain(desk.data) == before
    assert {
        name: list(plain(desk.data).execute(f"SELECT * FROM {name}")) for name in NAMED
    } == tables
    found = verify(desk.data)
    assert [fault.text for fault in found.faults] == []
    then = json.loads((RELEASED / version / "sla.json").read_text())
    now = desk.json("sla", "--month", "2025-03")
    assert _only(now, then) == then


NAMED = ("outage", "gap", "watch", "watch_site", "import_file", "import_span")


def _only(now: Any, then: Any) -> Any:
    """Of today's figures those that were reckoned then: new ones may have come beside them."""
    if isinstance(then, dict):
        return {key: _only(now[key], value) for key, value in then.items()}
    if isinstance(then, list):
        assert len(now) == len(then)
        return [_only(mine, theirs) for mine, theirs in zip(now, then, strict=True)]
    return now
