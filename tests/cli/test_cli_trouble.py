"""Whatever lies where data and inventory should be: a sentence, an exit code, no traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pantau.store import Store
from tests.cli.story import Desk
from tests.store.making import plain

READING: list[tuple[str, ...]] = [
    ("outages", "--from", "2025-03-01", "--to", "2025-04-01"),
    ("outages", "--from", "2025-03-01", "--to", "2025-04-01", "--json"),
    ("sla", "--month", "2025-03"),
    ("sla", "--month", "2025-03", "--json"),
    ("explain", "--outage", "O4"),
    ("explain", "kantor", "--at", "2025-03-10"),
    ("verify",),
    ("backup", "{folder}/pantau.backup"),
    ("status",),
    ("status", "--json"),
]
WRITING: list[tuple[str, ...]] = [
    ("import", "outages", "{csv}", "--observed-from", "2025-05-01", "--observed-to", "2025-06-01"),
    ("import", "gaps", "{csv}"),
    ("import", "revoke", "I1", "--reason", "x"),
]


def nothing(data: Path) -> None:
    pass


def a_file(data: Path) -> None:
    data.write_text("")


def a_loop(data: Path) -> None:
    data.symlink_to(data)


def a_dead_link(data: Path) -> None:
    data.symlink_to(data.with_name("gone") / "deeper")


def garbage(data: Path) -> None:
    data.mkdir()
    (data / "journal.sqlite").write_bytes(os.urandom(20_000))


def text(data: Path) -> None:
    data.mkdir()
    (data / "journal.sqlite").write_text("not a database")


def a_folder_as_journal(data: Path) -> None:
    (data / "journal.sqlite").mkdir(parents=True)


def a_loop_as_journal(data: Path) -> None:
    data.mkdir()
    (data / "journal.sqlite").symlink_to(data / "journal.sqlite")


def an_empty_journal_file(data: Path) -> None:
    data.mkdir()
    (data / "journal.sqlite").touch()


def cut_short(data: Path) -> None:
    Store.open(data).close()
    for name in ("journal.sqlite-wal", "journal.sqlite-shm"):
        (data / name).unlink(missing_ok=True)
    whole = (data / "journal.sqlite").read_bytes()
    (data / "journal.sqlite").write_bytes(whole[: len(whole) // 2])


def another_database(data: Path) -> None:
    data.mkdir()
    db = plain(data)
    db.execute("CREATE TABLE journal (text)")
    db.close()


UNREADABLE = [
    *(a_file, a_loop, a_dead_link, garbage, text, a_folder_as_journal),
    *(a_loop_as_journal, cut_short, another_database),
]


def typed(desk: Desk, words: tuple[str, ...]) -> list[str]:
    csv = desk.file("rows.csv", "site,started_at,ended_at", "kantor,2025-05-02,2025-05-03")
    return [word.format(folder=desk.folder, csv=csv) for word in words]


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("trouble", [nothing, an_empty_journal_file, *UNREADABLE])
def test_a_store_that_cannot_be_read_is_a_sentence(
    desk: Desk, trouble: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    trouble(desk.data)
    done = desk.run(*typed(desk, words))
    assert done.exit_code == 1, done.output
    assert "unexpected" not in done.output
    if words[0] not in {"verify", "status"}:
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("pantau: ")
    if trouble is nothing:
        assert not desk.data.exists()


@pytest.mark.parametrize("words", [*WRITING, ("collect", "--listen", "127.0.0.1:0")], ids=" ".join)
@pytest.mark.parametrize(
    # Behind a dead link there is nothing, so a store may be made there.
    "trouble",
    [each for each in UNREADABLE if each is not a_dead_link],
)
def test_a_store_that_cannot_be_written_is_a_sentence(
    desk: Desk, trouble: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    trouble(desk.data)
    done = desk.run(*typed(desk, words))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("pantau: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("trouble", [a_file, a_loop, garbage, a_folder_as_journal])
def test_nothing_is_restored_over_what_is_there(
    march: Desk, desk: Desk, trouble: Callable[[Path], None]
) -> None:
    archive = desk.folder / "pantau.backup"
    assert march.run("backup", str(archive)).exit_code == 0
    trouble(desk.data)
    done = desk.run("restore", str(archive))
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def bytes_of(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


INVENTORIES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "directory": lambda path: path.mkdir(),
    "loop": a_loop,
    "inside a file": lambda path: (path.parent / "file").touch(),
    "empty": bytes_of(b""),
    "not UTF-8": bytes_of(b"version: \xff\xfe\n"),
    "NUL": bytes_of(b"version: 1\x00\n"),
    "a list": bytes_of(b"- 1\n"),
    "cut short": bytes_of(b"version: 1\nsites: [\n"),
    "pickled": bytes_of(b"!!python/object/apply:os.system ['true']\n"),
    "deep": bytes_of(b"[" * 5000),
    "a bomb": bytes_of(b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nversion: *c\n"),
}


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--json"),
        ("run",),
        ("collect",),
        ("probe", "kantor"),
        *READING[:6],
        *WRITING[:2],
        ("status",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("trouble", INVENTORIES)
def test_an_inventory_that_cannot_be_read_is_a_sentence(
    desk: Desk, trouble: str, words: tuple[str, ...]
) -> None:
    Store.open(desk.data).close()
    desk.inventory.unlink()
    INVENTORIES[trouble](desk.inventory)
    if trouble == "inside a file":
        desk.inventory = desk.folder / "file" / "inventory.yaml"
    done = desk.run(*typed(desk, words))
    assert done.exit_code == 1, done.output
    assert "unexpected" not in done.output
    where = done.stdout if "check" in words and "--json" in words else done.stderr
    assert str(desk.inventory) in where
    if words[0] not in {"check", "status", "explain"}:
        assert done.stdout == ""
        first = done.stderr.splitlines()[0]
        assert first.startswith(f"{desk.inventory}:")
        assert "pantau check" in done.stderr.splitlines()[-1]


def test_a_broken_file_matters_no_more_once_one_was_applied(march: Desk, desk: Desk) -> None:
    desk.inventory.unlink()
    place = ("--data", str(march.data), "--lang", "en")
    assert desk.type("sla", "--month", "2025-03", *place).exit_code == 0
    assert desk.type("explain", "--outage", "O4", *place).exit_code == 0
    assert desk.type("sla", "--month", "2025-03", *place, "--inventory", "none").exit_code == 1
