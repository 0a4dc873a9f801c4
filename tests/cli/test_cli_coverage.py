"""The coverage of villages on the command line: said, brought in, listed, taken away."""

import json
import re

import pytest

from tests.cli.story import Desk
from tests.cli.test_cli_people import said
from tests.cli.test_docs import keys, sections

SAID = ("--as-of", "2022-06", "--source", "Tribun Kaltim", "--by", "Rina", "--role", "technician")
HEAD = "as_of,village,state,source"


def told(name: str) -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", sections()[f"pantau coverage {name}"]))


def test_a_village_is_stated_looked_at_and_taken_back(worked: Desk) -> None:
    id = said(worked, "coverage", "state", "Kladen", "--state", "survey", *SAID)
    assert re.fullmatch(r"C\d+", id)
    [row] = worked.json("coverage", "history", "64.01.02.2004")
    assert (row["id"], row["state"], row["source"], row["author"]) == (
        id,
        "survey",
        "Tribun Kaltim",
        "Rina",
    )
    assert set(keys([row])) - told("history") == set()
    listed = worked.json("coverage", "list", "--kecamatan", "tanjung harapan")
    assert {each["code"]: each["counted_as"] for each in listed}["64.01.02.2004"] == "in_work"
    assert set(keys(listed)) - told("list") == set()
    before = worked.json("coverage", "list", "--day", "2022-05-31")
    assert {each["counted_as"] for each in before} == {"unstated"}
    assert said(worked, "coverage", "revoke", id, "--reason", "salah desa") == id
    assert worked.json("coverage", "history", "Keladen") == []


def test_a_list_is_looked_at_first_brought_in_once_and_no_more(worked: Desk) -> None:
    file = worked.file("d.csv", HEAD, "2022-06,Belimbing,building,koran")
    head = worked.head()
    dry = worked.run("coverage", "import", file, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "2022-06  Belimbing: Being built\n")
    assert worked.head() == head
    first = worked.run("coverage", "import", file)
    assert (first.exit_code, first.stdout, first.stderr) == (
        0,
        f"C{head + 1}\n",
        "1 new, 0 known already\n",
    )
    again = worked.run("coverage", "import", file)
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "0 new, 1 known already\n")


def test_a_bad_row_keeps_the_file_out_and_is_told_in_the_users_language(worked: Desk) -> None:
    good, bad = "2022-06,Belimbing,building,koran", "2022-06,Belimbingan,building,koran"
    file, head = worked.file("d.csv", HEAD, good, bad), worked.head()
    worked.lang = "id"
    done = worked.run("coverage", "import", file)
    assert done.exit_code == 1
    assert "d.csv:3: 'Belimbingan' bukan desa atau kelurahan di sini" in done.stderr
    assert worked.head() == head


def test_the_share_counts_villages_by_kecamatan_and_over_time(worked: Desk) -> None:
    said(worked, "coverage", "state", "Belimbing", "--state", "on_air", *SAID)
    found = worked.json("coverage", "share")
    assert (found["total"]["villages"], found["total"]["covered"]) == (144, 1)
    assert found["total"]["unstated"] == 143
    assert found["total"]["covered_share"] == 0.0069  # 1 / 144, cut
    assert [each["covered"] for each in found["over_time"]] == [1, 1]
    assert len(found["kecamatan"]) == 10
    assert set(keys(found)) - told("share") == set()
    there = worked.json("coverage", "share", "--kecamatan", "long ikis")["over_time"]
    assert [(each["villages"], each["covered"]) for each in there] == [(26, 1), (26, 1)]
    elsewhere = worked.json("coverage", "share", "--kecamatan", "Kuaro")["over_time"]
    assert [each["covered"] for each in elsewhere] == [0]
    assert "Villages, not people." in worked.run("coverage", "share").stdout


def test_the_export_is_what_other_tools_read(worked: Desk) -> None:
    said(worked, "coverage", "state", "Belimbing", "--state", "on_air", "--note", "x", *SAID)
    for form in ("csv", "json", "geojson"):
        said(worked, "coverage", "export", str(worked.folder / f"c.{form}"))
    rows = (worked.folder / "c.csv").read_text().splitlines()
    assert len(rows) == 145
    [line] = [row for row in rows if "64.01.06.2012" in row]
    assert line == "64.01.06.2012,Belimbing,desa,Long Ikis,on_air,covered,2022-06,Tribun Kaltim,,,,"
    villages = json.loads((worked.folder / "c.json").read_text())["villages"]
    world = json.loads((worked.folder / "c.geojson").read_text())
    assert [each["properties"] for each in world["features"]] == villages
    for each in world["features"]:
        longitude, latitude = each["geometry"]["coordinates"]
        assert 115 < longitude < 117
        assert -3 < latitude < -1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("coverage", "history", "Atlantis"), 2),
        (("coverage", "list", "--day", "kemarin"), 2),
        (("coverage", "list", "--kecamatan", "Atlantis"), 2),
        (("coverage", "export", "c.txt"), 2),
        (("coverage", "export", "nowhere/c.csv"), 1),
        (("coverage", "import", "nowhere.csv"), 1),
        (("coverage", "revoke", "C99", "--reason", "salah"), 1),
        (
            ("coverage", "state", "Belimbing", "--state", "blank", "--source", "x", "--as-of", "9"),
            1,
        ),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(
    worked: Desk, words: tuple[str, ...], code: int
) -> None:
    done = worked.run(*words)
    assert done.exit_code == code
    assert done.stdout == ""


def test_the_history_is_shown_as_a_table(worked: Desk) -> None:
    said(worked, "coverage", "state", "Belimbing", "--state", "on_air", "--project", "tower", *SAID)
    shown = worked.run("coverage", "history", "Belimbing").stdout
    assert "Tribun Kaltim" in shown
    assert "Tower" in shown
    assert worked.run("coverage", "list").stdout.count("\n") == 145
