"""``pantau report`` and ``papers``: files that people sign, and which of them are kept."""

import csv
import io
from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.store import Store
from tests.cli.story import INVENTORY, Desk, applied, commit, watching
from tests.cli.story import MARCH as MARCH_BEGINS

MARCH = ("report", "--month", "2025-03", "--format", "csv")


def made(desk: Desk, *words: str) -> Path:
    """The paper's path, which is all that is printed."""
    done = desk.run(*MARCH, "-o", str(desk.folder / "out"), *words)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.rstrip("\n"))


def close(desk: Desk) -> None:
    assert desk.run("close", "--month", "2025-03", "--as-is", "diterima").exit_code == 0


def test_a_draft_is_written_and_not_kept(worked: Desk) -> None:
    head = worked.head()
    path = made(worked)
    assert path == worked.folder / "out" / "laporan-sla-2025-03-draf.csv"
    assert worked.head() == head
    assert worked.json("papers") == []
    assert worked.run("papers").stdout == "Nothing here.\n"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_how_far_it_has_got_is_told_on_stderr(worked: Desk) -> None:
    done = worked.run(*MARCH, "-o", str(worked.folder))
    assert done.stderr.splitlines() == [
        "Looking whether it was made before …",
        "Gathering the figures …",
        "Writing the paper …",
    ]


def test_the_paper_of_a_closed_month_is_the_same_file_ever_after(worked: Desk) -> None:
    close(worked)
    path = made(worked, "--by", "Budi")
    assert path.name == "laporan-sla-2025-03-rev1.csv"
    first = path.read_bytes()
    path.unlink()
    assert made(worked, "--by", "Rina").read_bytes() == first
    (kept,) = worked.json("papers", "--month", "2025-03")
    assert (kept["file"], kept["made_by"], kept["size"]) == (path.name, "Budi", len(first))
    assert worked.json("papers", "--month", "2025-04") == []
    table = worked.run("papers").stdout
    assert kept["digest"] in table
    assert "Monthly SLA report" in table
    assert worked.run("verify").exit_code == 0


def test_the_paper_of_an_older_revision_can_still_be_had(worked: Desk) -> None:
    close(worked)
    first = made(worked).read_bytes()
    assert worked.run("revise", "--month", "2025-03", "--reason", "keliru").exit_code == 0
    assert made(worked).name == "laporan-sla-2025-03-draf.csv"
    old = made(worked, "--revision", "1")
    assert (old.name, old.read_bytes()) == ("laporan-sla-2025-03-rev1.csv", first)
    done = worked.run(*MARCH, "--revision", "7")
    assert done.exit_code == 1
    assert "no such paper of 2025-03 is kept of revision 7" in done.stderr


def test_the_table_holds_the_figures_of_the_month(worked: Desk) -> None:
    rows = worked.json("sla", "--month", "2025-03")["sites"]
    content = made(worked, "--language", "en").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    told = [
        (each["Id"], each["Down time (seconds)"], each["Credit (Rp)"], each["Mark"])
        for each in table
    ]
    assert sorted(told) == sorted(
        (
            row["site"],
            str(row["down_seconds"]),
            "" if row["credit"] is None else str(row["credit"]),
            "DRAFT",
        )
        for row in rows
    )
    indonesian = made(worked).read_text("utf-8-sig")
    assert "99,73" in indonesian
    assert "99.73" not in indonesian


def test_no_name_is_a_formula_and_a_simulation_says_so(worked: Desk) -> None:
    text = INVENTORY.replace("name: Kantor Bupati", 'name: "=1+1"')
    worked.inventory.write_text(text + "simulation: true\n")
    assert worked.run("apply").exit_code == 0
    done = worked.run(*MARCH, "--language", "en", "-o", str(worked.folder))
    assert done.exit_code == 0, done.output
    assert "SIMULATION – not real data" in done.stderr
    text = Path(done.stdout.strip()).read_text("utf-8-sig")
    rows = {each[0]: each for each in csv.reader(text.splitlines(), delimiter=";")}
    assert rows["kantor"][1] == "'=1+1"
    assert rows["kantor"][-1] == "SIMULATION"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "write either --month YYYY-MM or --year YYYY"),
        (("--month", "2025-03", "--year", "2025"), "write either --month YYYY-MM or --year YYYY"),
        (("--month", "2025-03", "--kind", "yearly"), "write --year YYYY"),
        (("--year", "2025", "--kind", "monthly"), "write --month YYYY-MM"),
        (("--month", "Maret"), "'Maret' is none; write it like 2026-10"),
        (("--year", "25"), "'25' is none; write it like 2026"),
        (("--month", "2025-03", "--outage", "O4"), "--outage belongs to --kind evidence"),
        (("--month", "2025-03", "--format", "odt"), "odt"),
        (("--month", "2025-03", "-o", "inventory.yaml"), "is a file; name a directory"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_made(
    worked: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(worked.folder)
    done = worked.run("report", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "zip"), "not made as zip"),
        (("--site", "kantr"), "did you mean 'kantor'?"),
        (("--role", "viewer"), "may not do this (make papers)"),
    ],
)
def test_what_cannot_be_made_is_refused(worked: Desk, words: tuple[str, ...], said: str) -> None:
    done = worked.run(*MARCH, *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_a_directory_that_cannot_be_written_is_told(worked: Desk) -> None:
    (worked.folder / "file").write_text("")
    done = worked.run(*MARCH, "-o", str(worked.folder / "file" / "deep"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "cannot be written" in done.stderr


def test_without_a_store_nothing_is_made(desk: Desk) -> None:
    assert desk.run(*MARCH).exit_code == 1
    assert not desk.data.exists()


def test_the_list_is_of_a_month_or_of_a_year(march: Desk) -> None:
    assert march.run("papers", "--month", "2025-03", "--year", "2025").exit_code == 2


def two_providers() -> str:
    """The school is served by another one."""
    other = """\
  icon:
    provider: Icon
    from: 2020-01-01
    to: 2099-12-31
    tiers: {radio: {objective: 99.0, fee: 700000}}
sites:
"""
    return INVENTORY.replace("sites:\n", other).replace(
        "127.64.1.3, contract: telkom, tier: fo-50", "127.64.1.3, contract: icon, tier: radio"
    )


def test_a_berita_acara_is_a_file_for_each_provider(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, two_providers())
    with Store.open(desk.data) as store:
        run = watching(store, MARCH_BEGINS, "kantor", "desa", "sekolah")
        commit(store, run, MARCH_BEGINS + SECOND, applied(two_providers()))
    record = ("report", "--month", "2025-03", "--kind", "berita_acara", "--format", "docx")
    into = ("-o", str(desk.folder / "out"))
    done = desk.run(*record, *into)
    assert done.exit_code == 0, done.output
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "berita-acara-sla-2025-03-icon-draf.docx",
        "berita-acara-sla-2025-03-telkom-draf.docx",
    ]
    one = desk.run(*record, *into, "--provider", "TELKOM", "--number", "4")
    assert [Path(line).name for line in one.stdout.splitlines()] == [
        "berita-acara-sla-2025-03-telkom-draf.docx"
    ]
    unknown = desk.run(*record, *into, "--provider", "Biznet")
    assert unknown.exit_code == 1
    assert "write one of: Icon, Telkom" in unknown.stderr
    numbered = desk.run(*record, *into, "--number", "4")
    assert numbered.exit_code == 1
    assert "name one of them" in numbered.stderr
    assert desk.run(*MARCH, "--provider", "Icon").exit_code == 2
