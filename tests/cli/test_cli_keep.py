"""``pantau backup`` and ``pantau restore``."""

import zipfile

from tests.cli.story import Desk


def test_what_was_backed_up_comes_back_the_same(march: Desk, desk: Desk) -> None:
    archive = desk.folder / "pantau.backup"
    taken = march.run("backup", str(archive))
    assert (taken.exit_code, taken.stderr) == (0, "")
    head = march.json("verify")["head"]
    assert taken.stdout == f"{archive}: 8 entries, head {head}\n"
    brought = desk.run("restore", str(archive))
    assert (brought.exit_code, brought.stderr) == (0, "")
    assert brought.stdout == f"{desk.data}: 8 entries, head {head}\n"
    for words in (
        ("verify",),
        ("sla", "--month", "2025-03"),
        ("explain", "kantor", "--at", "2025-03-10T07:59:30"),
    ):
        assert desk.json(*words) == march.json(*words)


def test_a_data_directory_in_use_is_never_overwritten(march: Desk, worked: Desk) -> None:
    archive = worked.folder / "pantau.backup"
    assert march.run("backup", str(archive)).exit_code == 0
    worked.run("import", "gaps", worked.file("g.csv", GAP_HEAD, "*,2025-05-02,2025-05-03"))
    done = worked.run("restore", str(archive))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "not empty" in done.stderr
    assert worked.head() == 9


GAP_HEAD = "site,started_at,ended_at"


def test_a_second_backup_takes_the_place_of_the_first(march: Desk, desk: Desk) -> None:
    archive = desk.folder / "pantau.backup"
    archive.write_text("something older")
    assert march.run("backup", str(archive)).exit_code == 0
    assert zipfile.is_zipfile(archive)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in desk.folder.iterdir()) == ["inventory.yaml", archive.name]


def test_what_is_no_backup_is_refused_and_leaves_nothing(desk: Desk) -> None:
    other = desk.folder / "other.zip"
    with zipfile.ZipFile(other, "w") as zipped:
        zipped.writestr("../../escaped", "x")
    for file in (desk.file("text.backup", "no archive"), str(other), str(desk.folder), "/nowhere"):
        done = desk.run("restore", file)
        assert (done.exit_code, done.stdout) == (1, ""), file
        assert len(done.stderr.splitlines()) == 1
    assert not desk.data.exists()


def test_a_backup_of_a_damaged_journal_is_refused(desk: Desk) -> None:
    archive = desk.folder / "pantau.backup"
    assert desk.run("backup", str(archive)).exit_code == 1
    desk.data.mkdir()
    (desk.data / "journal.sqlite").write_bytes(b"no database at all " * 100)
    assert desk.run("backup", str(archive)).exit_code == 1
    assert not archive.exists()


def test_a_damaged_sample_file_is_left_out_and_named(worked: Desk) -> None:
    for file in (worked.data / "samples").glob("2025-03.sqlite*"):
        file.unlink()
    (worked.data / "samples" / "2025-03.sqlite").write_bytes(b"garbage " * 600)
    archive = worked.folder / "pantau.backup"
    done = worked.run("backup", str(archive))
    assert done.exit_code == 1
    assert "2025-03.sqlite" in done.stderr
    assert "8 entries" in done.stdout
    assert archive.exists()


def test_a_place_that_cannot_be_written_is_named(march: Desk, desk: Desk) -> None:
    for target in (desk.folder, desk.folder / "nowhere" / "x", desk.inventory / "x"):
        done = march.run("backup", str(target))
        assert (done.exit_code, done.stdout) == (1, ""), target
        assert str(target) in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_file_must_be_named(desk: Desk) -> None:
    assert desk.run("backup").exit_code == 2
    assert desk.run("restore").exit_code == 2


def test_a_month_of_samples_comes_back_alone(worked: Desk) -> None:
    folder = worked.folder / "usb"
    folder.mkdir()
    assert worked.run("backup", "--to", str(folder)).exit_code == 0
    whole = worked.run("restore", str(folder), "--month", "2025-03")
    assert (whole.exit_code, whole.stdout) == (1, "")
    assert "nothing is wrong with the samples of 2025-03" in whole.stderr
    head = worked.head()
    (worked.data / "samples" / "2025-03.sqlite").write_bytes(b"garbage " * 600)
    done = worked.run("restore", str(folder), "--month", "2025-03")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    assert "2025-03.sqlite.damaged-1; move it out of the data directory" in done.stdout
    assert worked.head() == head
    looked = worked.run("doctor", "--metrics", "127.0.0.1:1", "--pages", "127.0.0.1:1")
    assert "! Store: a damaged file was set aside:" in looked.stdout
    assert "pantau restore BACKUP --month YYYY-MM" in looked.stdout
    never = worked.run("restore", str(folder), "--month", "2024-01")
    assert never.exit_code == 1
    assert worked.run("restore", str(folder), "--month", "March").exit_code == 2
