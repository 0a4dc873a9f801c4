"""The page about the store says what is true."""

import re
import subprocess
import sys
from pathlib import Path

from pantau.facts.letters import Letter
from pantau.store import Access, Anchor, Outbox, Paths, Probes, Store
from tests.store.making import T0, WHO, History, down, plain, sample, without_triggers

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text("utf-8")


def run(program: str, data: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own: the standard library brings another SQLite than ours.
    command = [sys.executable, "-c", program, str(data / "journal.sqlite")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_of_the_page_recomputes_the_chain(store: Store, data: Path) -> None:
    History(store, 21).live(20)
    found = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    assert run(found[1], data).stdout.strip() == str(Anchor(*store.head()))
    db = without_triggers(data)
    db.execute("UPDATE journal SET via = 'elsewhere' WHERE seq = 4")
    db.close()
    assert run(found[1], data).stderr.strip() == "entry 4 is wrong"


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
    names = []
    for file in (
        "journal.sqlite",
        "alerts.sqlite",
        "access.sqlite",
        "paths.sqlite",
        "probes.sqlite",
    ):
        db = plain(data, file)
        names += [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        db.close()
    assert {name for name in names if f"`{name}`" not in PAGE} == set()
