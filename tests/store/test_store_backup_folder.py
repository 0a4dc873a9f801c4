"""Many backups in one directory: what is unchanged is there once, and each comes back by itself."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, SECOND
from pantau.facts.journal import Fact
from pantau.facts.people import Noted
from pantau.facts.words import BackupTrouble, Role
from pantau.store import (
    ArchiveRefused,
    BackupFailed,
    IntoReport,
    Store,
    StoreDamaged,
    backup_folder,
    backup_into,
    backups_in,
    restore,
    verify,
)
from pantau.store import incremental as making
from pantau.store.backup_folder import remove
from pantau.store.kept import keep
from tests.store.making import T0, WHO, History, sample, seal_one, tables

EVER = 2**62
# Long after both months of samples are over, and after the files were written.
LATER = T0 + 400 * DAY
SEPTEMBER, OCTOBER = "samples/2026-09.sqlite", "samples/2026-10.sqlite"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a life behind it, packed days and a kept file; never changed by a test."""
    data = tmp_path_factory.mktemp("original") / "data"
    with Store.open(data) as store:
        History(store, 11).live(30)
        store.write_samples([sample(site, T0 + n * DAY) for site in "ab" for n in range(-3, 3)])
        while seal_one(store, EVER):
            pass
        keep(data, b"evidence " * 300)
    return data


@pytest.fixture
def data(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    made.mkdir()
    return made


def taken(data: Path, folder: Path, day: int = 0, **how: bool) -> IntoReport:
    return backup_into(data, folder, at=LATER + day * DAY, **how)


def pieces(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (folder / "stored").iterdir()}


def stored_as(report: IntoReport, name: str) -> Path:
    with zipfile.ZipFile(report.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return report.path.parent / "stored" / manifest["files"][name]["sha256"]


def noted(data: Path, text: str) -> None:
    with Store.open(data) as store:
        fact: Fact = Noted("sd-001", text, Role.MANAGER, None)
        store.record([fact], at=LATER, **WHO)


def test_what_is_unchanged_is_there_once_and_each_backup_comes_back_as_it_was(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    first = taken(data, folder)
    held = pieces(folder)
    assert len(held) == 3
    noted(data, "between the two")
    second = taken(data, folder, 1)
    assert pieces(folder) == held
    assert first.written == first.size
    assert second.written < first.written
    assert second.size > second.written
    assert (first.left_out, second.left_out) == ((), ())
    names = ("pantau-2027-11-05T000000Z.zip", "pantau-2027-11-06T000000Z.zip")
    assert (first.path.name, second.path.name) == names
    assert {stat.S_IMODE(f.stat().st_mode) for f in folder.rglob("*") if f.is_file()} == {0o600}
    old = restore(first.path, tmp_path / "old")
    new = restore(folder, tmp_path / "new")
    assert (old.source, new.source) == (first.path, second.path)
    assert (old.missing, new.missing) == ((), ())
    assert (new.entries, new.head) == (second.entries, second.head)
    assert second.entries == first.entries + 1
    assert tables(tmp_path / "new") == tables(data)
    with Store.open(data) as here, Store.open(tmp_path / "new") as there:
        assert there.entries() == here.entries()
        assert there.ledger_facts(0, EVER) == here.ledger_facts(0, EVER)
        assert there.samples("a", 0, EVER) == here.samples("a", 0, EVER) != []
    assert verify(tmp_path / "old").sound
    assert verify(tmp_path / "new").sound
    assert (tmp_path / "new" / "kept").is_dir()


def test_a_month_that_is_still_written_is_in_the_zip(data: Path, folder: Path) -> None:
    report = backup_into(data, folder, at=T0 + 5 * DAY)
    with zipfile.ZipFile(report.path) as archive:
        assert OCTOBER in archive.namelist()
        assert SEPTEMBER not in archive.namelist()
    early = backup_into(data, folder, at=T0 + DAY)
    with zipfile.ZipFile(early.path) as archive:
        assert {SEPTEMBER, OCTOBER} <= set(archive.namelist())


def test_a_month_whose_file_is_as_it_was_is_not_read(data: Path, folder: Path) -> None:
    """A file of the same inode, size and time is not copied again, whatever is in it."""
    first = taken(data, folder)
    file = data / SEPTEMBER
    was, content = file.stat(), file.read_bytes()
    file.write_bytes(b"rust" * (len(content) // 4))
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    again = taken(data, folder, 1)
    assert again.left_out == ()
    assert stored_as(again, SEPTEMBER) == stored_as(first, SEPTEMBER)
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns + SECOND * 1_000))
    third = taken(data, folder, 2)
    assert len(third.left_out) == 1
    assert "2026-09.sqlite is damaged" in third.left_out[0].message


def test_a_file_that_was_only_touched_is_stored_as_before(data: Path, folder: Path) -> None:
    """As after a restore: read again, and the copy has the same bytes."""
    taken(data, folder)
    held = pieces(folder)
    for file in (data / "samples").iterdir():
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)
    again = taken(data, folder, 1)
    assert pieces(folder) == held
    assert again.written == again.path.stat().st_size


def test_late_samples_of_a_month_are_stored_anew(data: Path, folder: Path, tmp_path: Path) -> None:
    first = taken(data, folder)
    with Store.open(data) as store:
        store.write_samples([sample("late", T0 - 2 * DAY)])
    second = taken(data, folder, 1)
    assert stored_as(second, SEPTEMBER) != stored_as(first, SEPTEMBER)
    restore(second.path, tmp_path / "new")
    with Store.open(tmp_path / "new", readonly=True) as store:
        assert store.samples("late", 0, EVER) == [sample("late", T0 - 2 * DAY)]


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_what_is_broken_is_named_and_the_rest_comes_back(
    data: Path, folder: Path, tmp_path: Path, harm: str
) -> None:
    report = taken(data, folder)
    piece = stored_as(report, SEPTEMBER)
    if harm == "missing":
        piece.unlink()
    else:
        rusty = bytearray(piece.read_bytes())
        rusty[5000] ^= 1
        piece.write_bytes(rusty)
    said = "is missing" if harm == "missing" else "is not what was saved"
    (looked,) = backups_in(folder, deep=True)
    assert [each.message for each in looked.wrong] == [f"{SEPTEMBER} {said} (stored/{piece.name})"]
    shallow = [len(each.wrong) for each in backups_in(folder)]
    assert shallow == ([1] if harm == "missing" else [0])
    back = restore(folder, tmp_path / "new")
    assert back.missing[0].message == f"{SEPTEMBER} {said} (stored/{piece.name})"
    assert "lacks 3 packed days" in back.missing[1].message
    assert SEPTEMBER not in back.files
    assert OCTOBER in back.files
    with Store.open(tmp_path / "new", readonly=True) as store:
        assert len(store.samples("a", 0, EVER)) == 3
    # The next night it is there again, from the original.
    again = taken(data, folder, 1)
    assert again.written > again.path.stat().st_size
    assert [each.wrong for each in backups_in(folder, deep=True)] == [(), ()]


def test_without_the_stored_files_nothing_comes_back_and_the_remedy_is_told(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    report = taken(data, folder)
    alone = tmp_path / "alone" / report.path.name
    alone.parent.mkdir()
    shutil.copy(report.path, alone)
    with pytest.raises(ArchiveRefused, match=r"stored is not there: .* copy the two together"):
        restore(alone, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    with pytest.raises(ArchiveRefused, match="is not empty"):
        restore(folder, data)


def test_a_damaged_paper_is_left_out_but_for_the_one_that_is_stored(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    (paper,) = (data / "kept").iterdir()
    taken(data, folder)
    content = paper.read_bytes()
    paper.write_bytes(b"rust")
    assert taken(data, folder, 1).left_out == ()
    restore(folder, tmp_path / "new")
    assert (tmp_path / "new" / "kept" / paper.name).read_bytes() == content
    other = tmp_path / "other"
    other.mkdir()
    (why,) = taken(data, other, 2).left_out
    assert paper.name in why.message


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.999])
def test_a_cut_backup_is_refused_and_the_one_before_can_still_be_had(
    data: Path, folder: Path, tmp_path: Path, place: float
) -> None:
    first, second = taken(data, folder), taken(data, folder, 1)
    content = second.path.read_bytes()
    second.path.write_bytes(content[: int(len(content) * place)])
    with pytest.raises(ArchiveRefused):
        restore(folder, tmp_path / "new")
    sound, cut = backups_in(folder, deep=True)
    assert sound.wrong == ()
    assert cut.manifest is None
    assert len(cut.wrong) == 1
    assert restore(first.path, tmp_path / "new").missing == ()
    # A backup that nobody can read may need any of the stored files.
    assert remove(folder, [first.path.name]) == (1, False)
    assert len(pieces(folder)) == 3


def test_a_stored_file_is_never_sought_outside(data: Path, folder: Path, tmp_path: Path) -> None:
    report = taken(data, folder)
    with zipfile.ZipFile(report.path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    manifest["files"][SEPTEMBER]["sha256"] = "../../data/ack.key"
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(report.path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(ArchiveRefused, match="something else than SHA-256"):
        restore(report.path, tmp_path / "new")


def test_a_journal_that_was_tampered_with_does_not_come_back(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    from tests.store.making import plain  # noqa: PLC0415

    db = plain(data)
    db.execute("UPDATE outage SET ended_at = started_at")
    db.close()
    taken(data, folder)
    with pytest.raises(StoreDamaged, match="does not pass the check"):
        restore(folder, tmp_path / "new")


def trouble(data: Path, folder: Path, **how: bool) -> BackupTrouble:
    with pytest.raises(BackupFailed) as told:
        taken(data, folder, 3, **how)
    assert str(folder) in told.value.why.message
    return told.value.trouble


def test_a_place_that_is_not_there_or_not_the_one_that_is_meant(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    assert trouble(data, tmp_path / "unplugged") is BackupTrouble.GONE
    assert not (tmp_path / "unplugged").exists()
    (tmp_path / "file").touch()
    assert trouble(data, data.parent / "file" / "x") is BackupTrouble.GONE
    # As a mount point looks whose disk is away: nothing is written into it.
    assert trouble(data, folder, known=True) is BackupTrouble.EMPTIED
    assert list(folder.iterdir()) == []
    taken(data, folder)
    taken(data, folder, 1, known=True)
    other = tmp_path / "other"
    with Store.open(other):
        noted(other, "a journal that began with other words")
    assert trouble(other, folder) is BackupTrouble.OTHER_JOURNAL
    with pytest.raises(ArchiveRefused, match="lies inside"):
        taken(data, data / "samples")
    with Store.open(tmp_path / "fresh"):
        pass
    with pytest.raises(ArchiveRefused, match="still empty"):
        taken(tmp_path / "fresh", folder)


class _CutError(Exception):
    """A kill."""


def test_a_kill_at_any_step_leaves_the_ones_before_whole_and_the_next_clears_up(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = taken(data, folder)
    steps = 0
    real = making.into_place

    def cutting(at: int) -> None:
        count = iter(range(at))

        def dies(made: Path, target: Path) -> None:
            if next(count, None) is None:
                raise _CutError
            real(made, target)

        monkeypatch.setattr(making, "into_place", dies)

    ended = False
    while not ended:
        shutil.rmtree(folder / "stored")
        cutting(steps)
        # A kill runs nothing of ours any more, so nothing is cleared up either.
        monkeypatch.setattr(making.tempfile, "TemporaryDirectory", _Uncleared)
        try:
            taken(data, folder, 1 + steps)
            ended = True
        except _CutError:
            steps += 1
    assert steps == 4  # three stored files and the zip
    monkeypatch.undo()
    assert [each for each in folder.iterdir() if each.name.startswith(".")] != []
    last = taken(data, folder, 20)
    assert list(folder.rglob(".*")) == []
    found = {each.name: each.wrong for each in backups_in(folder, deep=True)}
    assert found == dict.fromkeys(found, ())
    assert {first.path.name, last.path.name} < set(found)


class _Uncleared:
    def __init__(self, prefix: str, dir: Path) -> None:
        self.path = Path(making.tempfile.mkdtemp(prefix=prefix, dir=dir))

    def __enter__(self) -> str:
        return str(self.path)

    def __exit__(self, *_: object) -> None:
        pass


def test_what_no_backup_names_goes_and_what_is_not_ours_stays(data: Path, folder: Path) -> None:
    first = taken(data, folder)
    with Store.open(data) as store:
        store.write_samples([sample("late", T0 - 2 * DAY)])
    second = taken(data, folder, 1)
    strange = ("foto.jpg", "pantau-notes.zip", "pantau-2027-99-05T000000Z.zip", "stored/notes.txt")
    for name in strange:
        (folder / name).write_text("somebody's")
    gone = stored_as(first, SEPTEMBER)
    assert remove(folder, ["foto.jpg", first.path.name]) == (2, True)
    assert not first.path.exists()
    assert not gone.exists()
    assert {name for name in strange if (folder / name).exists()} == set(strange)
    assert [each.wrong for each in backups_in(folder, deep=True)] == [()]
    assert stored_as(second, SEPTEMBER).exists()


def test_a_disk_that_reads_otherwise_than_it_was_written_is_told(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = making.into_place

    def rots(made: Path, target: Path) -> None:
        real(made, target)
        target.write_bytes(target.read_bytes()[:-1])

    monkeypatch.setattr(making, "into_place", rots)
    assert trouble(data, folder) is BackupTrouble.UNLIKE_WRITTEN
    assert list(backups_in(folder)) == []


def test_names_are_read_as_they_are_written() -> None:
    assert backup_folder.time_of(backup_folder.name_of(LATER)) == LATER
    for name in ("pantau-2027-13-05T000000Z.zip", "x", "pantau-2027-11-05T000000Z.zip.part"):
        assert backup_folder.time_of(name) is None


@pytest.fixture(autouse=True)
def _unlocked(folder: Path) -> Iterator[None]:
    yield
    folder.chmod(0o700)


def test_a_restored_copy_writes_among_our_backups_only_where_it_takes_our_place(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    taken(data, folder)
    copy = tmp_path / "restored"
    restore(folder, copy)
    assert trouble(copy, folder, takes_over=False) is BackupTrouble.OTHER_WRITER
    assert len(list(backups_in(folder))) == 1
    taken(data, folder, 1, takes_over=False)
    taken(copy, folder, 2, takes_over=True)
    assert trouble(data, folder, takes_over=False) is BackupTrouble.OTHER_WRITER
    taken(copy, folder, 3, takes_over=False)
