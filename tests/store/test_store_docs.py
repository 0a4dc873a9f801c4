"""The page about the store says what is true."""

import re
import subprocess
import sys
from pathlib import Path

from pantau.facts.device import Reading
from pantau.facts.instant import DAY
from pantau.facts.kinds import EntryKind
from pantau.facts.letters import Letter
from pantau.store import Access, Anchor, Dense, Outbox, Paths, Probes, Store, UpkeepFile
from tests.store.making import T0, WHO, History, down, plain, sample, seal_one, without_triggers

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text("utf-8")


DIGESTS, CHAIN = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def run(program: str, file: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own: the standard library brings another SQLite than ours.
    command = [sys.executable, "-c", program, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_of_the_page_recomputes_the_chain(store: Store, data: Path) -> None:
    History(store, 21).live(20)
    assert run(CHAIN, data / "journal.sqlite").stdout.strip() == str(Anchor(*store.head()))
    db = without_triggers(data)
    db.execute("UPDATE journal SET via = 'elsewhere' WHERE seq = 4")
    db.close()
    assert run(CHAIN, data / "journal.sqlite").stderr.strip() == "entry 4 is wrong"


def test_the_program_of_the_page_recomputes_the_digests_of_packed_days(
    store: Store, data: Path
) -> None:
    store.write_samples([sample(site, T0 + n * DAY) for site in "ba" for n in range(2)])
    store.write_readings([Reading("a", "router", T0, {})])
    while seal_one(store, 2**62):
        pass
    entries = store.entries(kinds=[EntryKind.SAMPLES_SEALED])
    days = [day for entry in entries for day in entry.data()["days"]]
    told = run(DIGESTS, data / "samples" / "2026-10.sqlite").stdout.splitlines()
    assert told == [f"{day['day']} {day['digest']}" for day in days]


def test_the_questions_of_the_page_are_answered(store: Store, data: Path) -> None:
    store.record([down("sd-001", T0)], at=T0, **WHO)
    store.write_samples([sample("sd-001", T0)])
    asked = re.findall(r'sqlite3 -readonly data/(\S+) "(.*?)"', PAGE)
    with Outbox.open(data) as outbox:
        outbox.remember([], [], [("r", Letter("a", "g", T0, "{}"))], cursor=1, at=T0)
    assert len(asked) == 4
    for file, question in asked:
        db = plain(data, file)
        assert list(db.execute(question))
        db.close()


def test_every_table_is_on_the_page(store: Store, data: Path) -> None:
    Outbox.open(data).close()
    Access.open(data).close()
    Probes.open(data).close()
    Paths.open(data).close()
    UpkeepFile.open(data).close()
    Dense.open(data).close()
    names = []
    for file in (
        "journal.sqlite",
        "alerts.sqlite",
        "access.sqlite",
        "paths.sqlite",
        "probes.sqlite",
        "upkeep.sqlite",
        "dense.sqlite",
    ):
        db = plain(data, file)
        names += [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        db.close()
    assert {name for name in names if f"`{name}`" not in PAGE} == set()
