"""``pantau import samples`` of our own form: whole, once, beside ours, and undone."""

import io
import shutil
from pathlib import Path
from unittest.mock import patch

import apsw
import pytest
import xlsxwriter

from pantau.facts.instant import MINUTE, to_iso
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Sample
from pantau.language import to_say
from pantau.store import Store, StoreUnwritable, verify
from pantau.store.bringing import Bringer
from tests.cli.story import Desk

HEAD = "site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us"
ROWS = (
    "kantor,icmp,2025-05-02T08:00,12,12,5000,6000,9000,120",
    "kantor,icmp,2025-05-02T00:01:00Z,12,0,,,,",
    "upstream/hub,web,2025-05-02T08:02,1,1,7000,7000,7000,",
)


def samples(desk: Desk, site: str = "kantor") -> list[Sample]:
    with Store.open(desk.data, readonly=True) as store:
        return store.samples(site, 0, 2**62)


def is_sound(desk: Desk) -> bool:
    return verify(desk.data).faults == ()


def test_rows_come_in_and_are_told_of(desk: Desk) -> None:
    found = desk.run("import", "samples", desk.file("may.csv", HEAD, *ROWS[:2]))
    assert (found.exit_code, found.stdout) == (0, "I1\n")
    said = "2 minute samples of 1 sites, 2 May 2025 08:00 WITA to 2 May 2025 08:02 WITA: 2 are new"
    assert said in found.stderr
    first, second = samples(desk)
    assert (first.sent, first.rtt_median_us, first.jitter_us) == (12, 6000, 120)
    assert second == Sample("kantor", "icmp", first.at + MINUTE, 12, 0, None, None, None, None)
    assert is_sound(desk)
    with Store.open(desk.data, readonly=True) as store:
        (entry,) = store.entries(kinds=[EntryKind.SAMPLES_IMPORTED])
    data = entry.data()
    assert (data["rows"], data["brought"], data["sites"]) == (2, 2, ["kantor"])
    assert (data["begin"], data["end"]) == (first.at, first.at + 2 * MINUTE)


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, *ROWS[:2])
    desk.run("import", "samples", file)
    head = desk.head()
    again = desk.run("import", "samples", file)
    assert (again.exit_code, again.stdout, desk.head()) == (1, "", head)
    assert "may.csv was imported before as I1; revoke I1 to import it again" in again.stderr
    other = desk.run("import", "samples", desk.file("copy.csv", HEAD, ROWS[0], "", ROWS[1]))
    assert "all 2 samples of copy.csv are here already, 0 of them with other" in other.stderr
    assert desk.head() == head


def test_ours_wins_and_what_others_say_is_counted(worked: Desk) -> None:
    before = samples(worked)
    ours = before[0]
    at = to_iso(ours.at)
    file = worked.file("march.csv", HEAD, f"kantor,icmp,{at},1,1,9,9,9,", ROWS[0])
    found = worked.run("import", "samples", file)
    assert "1 are new, 0 are here already, 1 are here with other values" in found.stderr
    assert samples(worked)[: len(before)] == before
    assert is_sound(worked)


def test_a_revoked_import_leaves_nothing(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, *ROWS[:2])
    desk.run("import", "samples", file)
    done = desk.run("import", "revoke", "I1", "--reason", "wrong file")
    assert (done.exit_code, done.stdout) == (0, "I1\n")
    assert samples(desk) == []
    assert is_sound(desk)
    assert desk.run("import", "samples", file).exit_code == 0
    assert len(samples(desk)) == 2


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    found = desk.run("import", "samples", desk.file("may.csv", HEAD, *ROWS[:2]), "--dry-run")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "2 are new" in found.stderr
    desk.run("import", "samples", desk.file("march.csv", HEAD, "kantor,icmp,2025-03-02T08:00,1,1"))
    desk.head()
    before = {path: path.stat() for path in desk.data.rglob("*.sqlite")}
    kept = sorted(desk.data.glob("kept/*"))
    assert (len(before), len(kept)) == (2, 1)
    tried = desk.run("import", "samples", desk.file("may.csv", HEAD, *ROWS[:2]), "--dry-run")
    assert (tried.exit_code, "2 are new" in tried.stderr) == (0, True)
    assert sorted(desk.data.glob("kept/*")) == kept
    for path, stat in before.items():
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)
    assert not (desk.data / "samples" / "2025-05.sqlite").exists()


@pytest.mark.parametrize("what", ["samples", "gaps"])
def test_a_dry_run_brings_no_older_store_up_to_date(desk: Desk, what: str) -> None:
    Store.open(desk.data).close()
    db = apsw.Connection(str(desk.data / "journal.sqlite"))
    db.execute("DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)")
    before = db.execute("SELECT * FROM migration").fetchall()
    head, row = (HEAD, ROWS[0]) if what == "samples" else ("site,started_at,ended_at", "a,b,c")
    found = desk.run("import", what, desk.file("new.csv", head, row), "--dry-run")
    assert (found.exit_code, "an older Pantau" in found.stderr) == (1, True), found.stderr
    assert db.execute("SELECT * FROM migration").fetchall() == before
    db.close()


@pytest.mark.parametrize(
    "words",
    [
        ("samples", HEAD, ROWS[0]),
        ("gaps", "site,started_at,ended_at", "kantor,2025-05-02T08:00,2025-05-02T10:00"),
        ("outages", "site,started_at,ended_at", "kantor,2025-05-02T08:00,2025-05-02T10:00"),
    ],
)
def test_a_dry_run_where_nothing_is_yet_leaves_nothing_behind(
    desk: Desk, words: tuple[str, str, str]
) -> None:
    name, *lines = words
    span = ("--observed-from", "2025-05-01", "--observed-to", "2025-06-01")
    file, more = desk.file("new.csv", *lines), span if name == "outages" else ()
    shutil.rmtree(desk.data, ignore_errors=True)
    found = desk.run("import", name, file, *more, "--dry-run")
    assert (found.exit_code, "1 " in found.output) == (0, True)
    assert not desk.data.exists()


def test_only_the_time_that_is_asked_for_is_brought_in(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, *ROWS[:2])
    desk.run("import", "samples", file, "--observed-from", "2025-05-02T08:01")
    (only,) = samples(desk)
    assert only.received == 0
    none = desk.run("import", "samples", file, "--observed-to", "2025-05-01")
    assert "may.csv holds no sample of this time" in none.stderr


def test_what_cannot_be_written_now_follows_and_the_command_again_brings_it(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, *ROWS[:2])
    full = StoreUnwritable(to_say("this store was opened for reading only; nothing was written"))
    with patch.object(Bringer, "_settle", side_effect=full):
        first = desk.run("import", "samples", file)
    assert (first.exit_code, first.stdout, samples(desk)) == (0, "I1\n", [])
    assert "its samples follow by themselves: this store was opened" in first.stderr
    again = desk.run("import", "samples", file)
    assert (again.exit_code, again.stdout, len(samples(desk))) == (0, "I1\n", 2)
    with patch.object(Bringer, "_settle", side_effect=full):
        assert desk.run("import", "revoke", "I1", "--reason", "x").exit_code == 0
    assert len(samples(desk)) == 2
    desk.run("import", "samples", file, "--observed-to", "2025-05-01")
    assert (samples(desk), is_sound(desk)) == ([], True)


BAD = {
    "kantr,icmp,2025-05-02T08:00,1,1,5,5,5,": "site 'kantr' is not in the inventory, did you mean",
    ",icmp,2025-05-02T08:00,1,1,5,5,5,": "site is empty; write the site's id",
    "kantor,,2025-05-02T08:00,1,1,5,5,5,": "probe is empty; write its name, such as icmp",
    "kantor,icmp,soon,1,1,5,5,5,": "at: 'soon' is not a time",
    "kantor,icmp,2025-05-02T08:00:30,1,1,5,5,5,": "is not the begin of a minute",
    "kantor,icmp,2925-05-02T08:00,1,1,5,5,5,": "lies in the future",
    "kantor,icmp,1925-05-02T08:00,1,1,5,5,5,": "lies before 1970",
    "kantor,icmp,2025-05-02T08:00,0,0,,,,": "sent is 0; write 1 to",
    "kantor,icmp,2025-05-02T08:00,1,2,5,5,5,": "received is 2, more than was sent",
    "kantor,icmp,2025-05-02T08:00,1,x,5,5,5,": "received 'x' is not a whole number",
    "kantor,icmp,2025-05-02T08:00,1,1,5,5.5,5,": "rtt_median_us '5.5' is not a whole number",
    "kantor,icmp,2025-05-02T08:00,,1,5,5,5,": "sent is empty; write a whole number",
    "kantor,icmp,2025-05-02T08:00,1,1,5,,5,": "write all three, or none of them",
    "kantor,icmp,2025-05-02T08:00,1,0,5,5,5,": "rtt_min_us is 5, but nothing was received",
    "kantor,icmp,2025-05-02T08:00,1,1,5,9,7,": "rtt_median_us is 9; it lies between",
    "kantor,icmp,2025-05-02T08:00,1,0,,,,7": "jitter_us is 7, but there is no round trip",
    "kantor,icmp,2025-05-02T08:00,1,1,5,5,5,,more": "10 fields where the header has 9",
}


def test_every_bad_row_is_named_and_nothing_comes_in(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, ROWS[0], *BAD, ROWS[0])
    found = desk.run("import", "samples", file)
    assert (found.exit_code, found.stdout) == (1, "")
    lines = found.stderr.splitlines()
    assert len(lines) == len(BAD) + 1
    for number, (line, why) in enumerate(zip(lines, BAD.values(), strict=False), 3):
        assert line.startswith(f"may.csv:{number}: ")
        assert why in line
    assert lines[-1] == "pantau: nothing was imported"
    assert desk.head() == 0


def test_a_minute_that_stands_twice_is_named_with_the_line_of_the_first(desk: Desk) -> None:
    found = desk.run("import", "samples", desk.file("may.csv", HEAD, ROWS[0], ROWS[1], ROWS[0]))
    assert "may.csv:4: 'kantor' has this minute of icmp on line 2 already" in found.stderr
    assert found.exit_code == 1


def test_of_a_file_of_nonsense_a_thousand_rows_are_named(desk: Desk) -> None:
    found = desk.run("import", "samples", desk.file("may.csv", HEAD, *["x"] * 1500))
    assert len(found.stderr.splitlines()) == 1001
    assert "pantau: and 500 rows more; nothing was imported" in found.stderr


def test_a_workbook_is_read_as_well(desk: Desk) -> None:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into)
    book.add_worksheet("notes").write(0, 0, "not this one")
    sheet = book.add_worksheet("samples")
    sheet.write_row(0, 0, HEAD.split(","))
    sheet.write_row(1, 0, ["kantor", "icmp", "2025-05-02T08:00", 12, 12, 5000, 6000, 9000, 120])
    sheet.write_row(2, 0, ["kantor", "icmp", "2025-05-02T08:01", 12, 0])
    book.close()
    path = desk.folder / "may.xlsx"
    path.write_bytes(into.getvalue())
    assert desk.run("import", "samples", str(path)).stdout == "I1\n"
    assert [each.received for each in samples(desk)] == [12, 0]


def test_lists_of_outages_and_gaps_may_be_workbooks_too(desk: Desk) -> None:
    for name, words in (
        ("outages", ("--observed-from", "2025-05-01", "--observed-to", "2025-06-01")),
        ("gaps", ()),
    ):
        path = desk.folder / f"{name}.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["site", "started_at", "ended_at"])
        sheet.write_row(1, 0, ["kantor", "2025-05-02T08:00", "2025-05-02T10:00"])
        book.close()
        tried = desk.run("import", name, str(path), *words, "--dry-run")
        assert (tried.exit_code, "1 " in tried.output) == (0, True)
        assert desk.run("import", name, str(path), *words).exit_code == 0
    row = desk.json("sla", "--month", "2025-05")["sites"][0]
    assert (row["site"], row["unknown_seconds"], row["down_seconds"]) == ("kantor", 7200, 0)


def test_what_was_exported_comes_in_elsewhere_as_it_was(worked: Desk, tmp_path: Path) -> None:
    file = tmp_path / "march.csv"
    worked.run("export", "samples", str(file), "--from", "2025-03-01", "--to", "2025-04-01")
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Desk.at(tmp_path / "elsewhere")
    done = elsewhere.run("import", "samples", str(file))
    assert (done.exit_code, done.stdout) == (0, "I1\n")
    with Store.open(worked.data, readonly=True) as store:
        sites = store.sampled_sites(0, 2**62)
    for site in sites:
        assert samples(elsewhere, site) == samples(worked, site)


def test_a_closed_month_takes_no_samples(worked: Desk) -> None:
    for step in ("review", "close"):
        words = ("--as-is", "x") if step == "close" else ()
        assert worked.run(step, "--month", "2025-03", *words, "--by", step).exit_code == 0
    row = "sekolah,icmp,2025-03-20T08:00,1,1,9,9,9,"
    found = worked.run("import", "samples", worked.file("march.csv", HEAD, row))
    assert (found.exit_code, "2025-03 is closed" in found.stderr) == (1, True)


@pytest.mark.parametrize("role", ["viewer", "provider"])
def test_who_may_only_look_imports_nothing(desk: Desk, role: str) -> None:
    found = desk.run("import", "samples", desk.file("may.csv", HEAD, ROWS[0]), "--role", role)
    assert (found.exit_code, desk.head()) == (1, 0)
