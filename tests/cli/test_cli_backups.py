"""``pantau backup --to``, ``--list``, ``--verify``, and what comes back out of a directory."""

from pathlib import Path

import pytest

from pantau.facts.instant import DAY
from pantau.store import Keeper, Store, upkeep_of
from pantau.store.kept import keep
from tests.cli.story import APRIL, WHO, Desk

FIGURES = (
    ("verify",),
    ("sla", "--month", "2025-03"),
    ("outages", "--from", "2025-01-01", "--to", "2025-12-31"),
    ("repairs", "--month", "2025-03"),
    ("quality", "kantor", "--month", "2025-03"),
    ("explain", "kantor", "--at", "2025-03-10T07:59:30"),
    ("retention",),
)
SPAN = ("--from", "2025-01-01", "--to", "2025-06-01")


@pytest.fixture
def usb(worked: Desk) -> Path:
    """A directory for backups; the samples of March are packed, as they are in life."""
    with Store.open(worked.data) as store:
        keep(worked.data, b"evidence")
        with Keeper(store, **WHO) as keeper:
            while keeper.seal_one_day(APRIL + 30 * DAY, at=APRIL + 30 * DAY):
                pass
    folder = worked.folder / "usb"
    folder.mkdir()
    return folder


def exported(desk: Desk, name: str) -> bytes:
    file = desk.folder / name
    assert desk.run("export", "samples", str(file), *SPAN).exit_code == 0
    return file.read_bytes()


def test_a_restored_copy_gives_the_same_figures(worked: Desk, usb: Path, march: Desk) -> None:
    first = worked.run("backup", "--to", str(usb))
    assert first.exit_code == 0
    assert "entries, head " in first.stdout
    assert "of which" in first.stdout
    # The test's own disk: said, and no failure.
    assert "same disk as the data" in first.stderr
    copy = Desk(worked.folder, worked.folder / "copy", worked.inventory)
    back = copy.run("restore", str(usb))
    assert (back.exit_code, back.stderr) == (0, "")
    assert back.stdout.startswith(f"From {usb}/pantau-")
    for words in FIGURES:
        # The clock goes on between the two, in nothing that is compared.
        assert copy.json(*words) == worked.json(*words), words
    assert exported(copy, "copy.parquet") == exported(worked, "worked.parquet")
    again = copy.run("restore", str(usb))
    assert (again.exit_code, again.stdout) == (1, "")
    assert "is not empty" in again.stderr
    assert march.json("sla", "--month", "2025-03") == copy.json("sla", "--month", "2025-03")


def test_backups_are_listed_and_checked(worked: Desk, usb: Path) -> None:
    assert worked.run("backup", "--list", str(usb)).stdout == f"There is no backup in {usb}.\n"
    assert worked.json("backup", "--list", str(usb)) == []
    worked.run("backup", "--to", str(usb))
    (row,) = worked.json("backup", "--verify", str(usb))
    assert row["wrong"] == []
    assert row["entries"] == worked.head()
    assert row["size"] > 0
    listed = worked.run("backup", "--list", str(usb))
    assert listed.stdout.splitlines()[1].split()[0] == row["name"]
    assert listed.stdout.splitlines()[1].endswith("all there")
    assert worked.run("backup", "--verify", str(usb)).stdout.splitlines()[1].endswith("yes")
    for piece in (usb / "stored").iterdir():
        piece.write_bytes(piece.read_bytes()[:-1] + b"x")
    (row,) = worked.json("backup", "--verify", str(usb), code=1)
    assert any("samples/2025-03.sqlite is not what was saved" in why for why in row["wrong"])
    checked = worked.run("backup", "--verify", str(usb))
    assert checked.exit_code == 1
    assert checked.stdout.splitlines()[1].endswith("no")
    assert "samples/2025-03.sqlite is not what was saved" in checked.stderr


def test_what_is_damaged_there_stays_out_and_is_told(worked: Desk, usb: Path, desk: Desk) -> None:
    worked.run("backup", "--to", str(usb))
    for piece in (usb / "stored").iterdir():
        piece.unlink()
    copy = Desk(worked.folder, worked.folder / "copy", worked.inventory)
    back = copy.run("restore", str(usb))
    assert back.exit_code == 1
    assert "Not in the backup: samples/2025-03.sqlite is missing (stored/" in back.stderr
    assert copy.json("sla", "--month", "2025-03") == worked.json("sla", "--month", "2025-03")


def test_what_hinders_it_is_told_with_the_remedy_in_both_languages(worked: Desk, usb: Path) -> None:
    usb.rmdir()
    done = worked.run("backup", "--to", str(usb))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"pantau: {usb}: there is no such directory; plug in the disk or mount the share, or make "
        "the directory\n"
    )
    worked.lang = "id"
    assert (
        "direktori itu tidak ada; pasang diskanya" in worked.run("backup", "--to", str(usb)).stderr
    )
    assert [each.sound for each in upkeep_of(worked.data).of(str(usb))] == [False, False]
    assert worked.run("backup", "--list", str(usb)).exit_code == 1


@pytest.mark.parametrize(
    "words", [(), ("a.zip", "--to", "b"), ("--to", "a", "--list", "b"), ("--list", "a", "x.zip")]
)
def test_one_thing_at_a_time(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run("backup", *words)
    assert done.exit_code == 2
    assert "name either FILE, or a directory" in done.stderr
