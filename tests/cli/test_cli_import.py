"""``pantau import``: all of a file or nothing, and the figures that follow."""

import getpass
from typing import Any

import pytest
from click.testing import Result

from pantau.store import Store
from tests.cli.story import Desk

MAY = ("--observed-from", "2025-05-01", "--observed-to", "2025-06-01")
MAY_SECONDS = 31 * 86_400
HEAD = "site,started_at,ended_at"


def rows(desk: Desk, month: str = "2025-05") -> dict[str, Any]:
    return {row["site"]: row for row in desk.json("sla", "--month", month)["sites"]}


def done(found: Result, name: str) -> None:
    """The id, and nothing else."""
    assert (found.exit_code, found.stdout, found.stderr) == (0, f"{name}\n", "")


def test_an_import_of_outages_prints_its_id_and_the_figures_follow(desk: Desk) -> None:
    file = desk.file(
        "may.csv",
        "site,started_at,ended_at,cause,ticket",
        "kantor,2025-05-02T08:00,2025-05-02T10:00,power,T-17",
        "kantor,2025-05-03T00:00Z,2025-05-03T00:30:00+00:00,,",
    )
    done(desk.run("import", "outages", file, *MAY), "I1")
    kantor = rows(desk)["kantor"]
    assert (kantor["down_seconds"], kantor["outages"], kantor["unknown_seconds"]) == (9000, 2, 0)
    assert kantor["up_seconds"] == MAY_SECONDS - 9000
    assert rows(desk)["sekolah"]["availability"] == 1.0
    first, second = desk.json("outages", "--from", "2025-05-01", "--to", "2025-06-01")
    assert (first["id"], first["cause"], first["ticket"]) == ("O1-1", "power", "T-17")
    assert first["started_at"] == "2025-05-02T00:00:00Z"
    assert (second["id"], second["cause"], second["ticket"]) == ("O1-2", "unknown", None)


def test_a_file_without_rows_says_that_all_was_up(desk: Desk) -> None:
    done(desk.run("import", "outages", desk.file("may.csv", HEAD), *MAY), "I1")
    assert {row["up_seconds"] for row in rows(desk).values()} == {MAY_SECONDS}


def test_only_the_named_sites_were_watched(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, "desa,2025-05-02T08:00,2025-05-02T10:00")
    done(desk.run("import", "outages", file, *MAY, "--sites", "desa, sekolah"), "I1")
    found = rows(desk)
    assert found["desa"]["down_seconds"] == 7200
    assert found["sekolah"]["up_seconds"] == MAY_SECONDS
    assert found["kantor"]["unknown_seconds"] == MAY_SECONDS


def test_a_row_of_a_site_that_was_not_watched_is_refused(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, "kantor,2025-05-02T08:00,2025-05-02T10:00")
    found = desk.run("import", "outages", file, *MAY, "--sites", "desa")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "may.csv:2: site 'kantor' is not among the observed sites" in found.stderr


def a_march(desk: Desk) -> str:
    """An outage of a site that our collector watched, and the same of one that it did not."""
    return desk.file(
        "march.csv",
        HEAD,
        "kantor,2025-03-20T08:00,2025-03-20T10:00",
        "sekolah,2025-03-20T08:00,2025-03-20T10:00",
    )


def test_where_our_own_collector_watched_it_wins(worked: Desk) -> None:
    before = rows(worked, "2025-03")
    march = ("--observed-from", "2025-03-01", "--observed-to", "2025-04-01")
    done(worked.run("import", "outages", a_march(worked), *march), "I9")
    after = rows(worked, "2025-03")
    assert after["kantor"] == before["kantor"]
    # Nobody but the import watched the school. Our own line was blind for an hour all the same.
    assert after["sekolah"]["down_seconds"] == 7200
    assert after["sekolah"]["unknown_seconds"] == 3600


def test_explain_says_what_the_ledger_counts(worked: Desk) -> None:
    march = ("--observed-from", "2025-03-01", "--observed-to", "2025-05-01")
    done(worked.run("import", "outages", a_march(worked), *march), "I9")

    def at(site: str, time: str) -> Any:
        return worked.json("explain", site, "--at", time)

    ours = at("kantor", "2025-03-20T09:00")
    assert (ours["state"], ours["watched"], ours["imports"]) == ("up", True, ["I9"])
    theirs = at("sekolah", "2025-03-20T09:00")
    assert (theirs["state"], theirs["outage"], theirs["import"]) == ("down", "O9-2", "I9")
    assert theirs["opened_by"]["payload"] is None
    text = worked.run("explain", "--outage", "O9-2").stdout
    assert text == "sekolah: Down\nRecorded by import I9, not by our collector.\n"
    # Our own open outage was carried into April, which only the import watched: it was up.
    april = at("desa", "2025-04-10")
    assert (april["state"], april["watched"], april["imports"]) == ("up", False, ["I9"])
    assert at("sekolah", "2025-03-20T11:00")["state"] == "up"


def test_every_bad_row_is_reported_and_nothing_is_imported(desk: Desk) -> None:
    file = desk.file(
        "may.csv",
        "site,started_at,ended_at,cause",
        "kantor,2025-05-02T08:00,2025-05-02T10:00,power",
        "kantr,2025-05-02T08:00,2025-05-02T10:00,power",
        "desa,2025-05-02T10:00,2025-05-02T08:00,",
        "desa,soon,2025-05-02T08:00,",
        "desa,2025-04-30T08:00,2025-05-02T08:00,",
        "desa,2025-05-02T08:00,2025-05-02T10:00,pover",
        ",2025-05-02T08:00,2025-05-02T10:00,",
    )
    found = desk.run("import", "outages", file, *MAY)
    assert (found.exit_code, found.stdout) == (1, "")
    lines = found.stderr.splitlines()
    assert [line[: len("may.csv:2:")] for line in lines[:-1]] == [
        f"may.csv:{number}:" for number in range(3, 9)
    ]
    assert "did you mean 'kantor'?" in lines[0]
    assert "did you mean 'power'?" in lines[4]
    assert lines[-1] == "pantau: nothing was imported"
    assert desk.head() == 0
    assert rows(desk)["kantor"]["unknown_seconds"] == MAY_SECONDS


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("soon", "2025-06-01", "observed from: 'soon'"),
        ("2025-05-01", "never", "observed to: 'never'"),
        ("2025-06-01", "2025-05-01", "is not after"),
        ("2025-05-01", "2999-01-01", "lies in the future"),
        ("1969-01-01", "2025-05-01", "before 1970"),
    ],
)
def test_a_bad_span_is_named(desk: Desk, begin: str, end: str, said: str) -> None:
    span = ("--observed-from", begin, "--observed-to", end)
    found = desk.run("import", "outages", desk.file("may.csv", HEAD), *span)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr


def test_every_bad_site_of_the_span_is_named(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD)
    found = desk.run("import", "outages", file, *MAY, "--sites", "kantr,desa,sekola")
    assert found.exit_code == 2
    assert "did you mean 'kantor'?" in found.stderr
    assert "did you mean 'sekolah'?" in found.stderr


def test_the_same_file_is_not_counted_twice(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD)
    done(desk.run("import", "outages", file, *MAY), "I1")
    again = desk.run("import", "outages", file, *MAY)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "imported before as I1" in again.stderr
    assert desk.head() == 1


def test_a_revoked_import_counts_no_more_and_may_come_again(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD, "kantor,2025-05-02T08:00,2025-05-02T10:00")
    done(desk.run("import", "outages", file, *MAY), "I1")
    done(desk.run("import", "revoke", "I1", "--reason", "wrong month"), "I1")
    assert rows(desk)["kantor"]["unknown_seconds"] == MAY_SECONDS
    assert desk.json("outages", "--from", "2025-05-01", "--to", "2025-06-01") == []
    assert desk.run("explain", "--outage", "O1-1").exit_code == 1
    twice = desk.run("import", "revoke", "I1", "--reason", "again")
    assert (twice.exit_code, twice.stdout) == (1, "")
    assert "revoked already" in twice.stderr
    done(desk.run("import", "outages", file, *MAY), "I3")
    assert rows(desk)["kantor"]["down_seconds"] == 7200
    assert desk.run("verify").exit_code == 0


def test_a_revocation_names_an_import_and_a_reason(desk: Desk) -> None:
    done(desk.run("import", "outages", desk.file("may.csv", HEAD), *MAY), "I1")
    unknown = desk.run("import", "revoke", "I7", "--reason", "no such")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "'I7'" in unknown.stderr
    assert desk.run("import", "revoke", "I1").exit_code == 2
    assert desk.run("import", "revoke", "I1", "--reason", " ").exit_code == 1
    assert desk.head() == 1


def test_an_import_of_gaps_makes_time_unknown(worked: Desk) -> None:
    before = rows(worked, "2025-03")["kantor"]
    file = worked.file(
        "gaps.csv",
        "site,started_at,ended_at,reason",
        "*,2025-03-20T08:00,2025-03-20T09:00,mast",
        "kantor,2025-03-21T08:00,2025-03-21T09:00,",
    )
    done(worked.run("import", "gaps", file), "I9")
    after = rows(worked, "2025-03")
    assert after["kantor"]["unknown_seconds"] == before["unknown_seconds"] + 7200
    found = worked.json("explain", "desa", "--at", "2025-03-20T08:30")
    assert found["state"] == "unknown"
    assert found["gaps"] == [{"id": "G9-1", "reason": "imported", "note": "mast"}]
    assert worked.json("explain", "desa", "--at", "2025-03-21T08:30")["state"] == "up"
    done(worked.run("import", "revoke", "I9", "--reason", "wrong"), "I9")
    assert rows(worked, "2025-03")["kantor"] == before


def test_bad_rows_of_gaps_are_all_reported(desk: Desk) -> None:
    file = desk.file(
        "gaps.csv",
        HEAD,
        "*,2025-03-20T08:00,2999-03-20T09:00",
        "kant,2025-03-20T08:00,2025-03-20T09:00",
        "desa,2025-03-20T08:00,2025-03-20T09:00",
    )
    found = desk.run("import", "gaps", file)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "gaps.csv:2: " in found.stderr
    assert "gaps.csv:3: " in found.stderr
    assert "gaps.csv:4: " not in found.stderr
    assert desk.head() == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "may.csv:1: the file is empty"),
        (("place,from,to",), "may.csv:1: column 'site' is missing"),
        ((HEAD, 'kantor,"2025'), "may.csv:2: not CSV"),
        ((HEAD, "a,b,c,d,e"), "may.csv:2: 5 fields"),
    ],
)
def test_a_file_of_another_form_is_refused(desk: Desk, lines: tuple[str, ...], said: str) -> None:
    found = desk.run("import", "outages", desk.file("may.csv", *lines), *MAY)
    assert (found.exit_code, found.stdout) == (1, "")
    assert said in found.stderr


def test_a_file_that_cannot_be_read_is_named(desk: Desk) -> None:
    for path in (desk.folder / "nowhere.csv", desk.folder):
        for words in (("outages", str(path), *MAY), ("gaps", str(path))):
            found = desk.run("import", *words)
            assert (found.exit_code, found.stdout) == (1, "")
            assert f"{path}: cannot be read: " in found.stderr
    assert not desk.data.exists()


def test_who_acted_stands_in_the_journal(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD)
    done(desk.run("import", "outages", file, *MAY, "--by", "Siti"), "I1")
    done(desk.run("import", "revoke", "I1", "--reason", "x"), "I1")
    with Store.open(desk.data, readonly=True) as store:
        first, second = store.entries()
    assert (first.author, second.author) == ("Siti", getpass.getuser())
    assert first.via.startswith(f"{getpass.getuser()}@")
    hostile = desk.run("import", "outages", file, *MAY, "--by", "\x1b[31mSiti")
    assert hostile.exit_code == 1
    assert "\x1b" not in hostile.output


def test_escape_sequences_in_a_file_never_reach_the_terminal(desk: Desk) -> None:
    for lines in ((HEAD, "\x1b[31mkantor,2025-05-02,2025-05-03"), ("\x1b[2Jsite,\x9bx,y", "a,b,c")):
        found = desk.run("import", "outages", desk.file("may.csv", *lines), *MAY)
        assert found.exit_code == 1
        assert not {"\x1b", "\x9b"} & set(found.output)


@pytest.mark.parametrize("words", [(), ("outages",), ("gaps",), ("revoke",), ("samples",)])
def test_what_is_left_out_is_wrong_usage(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.type("import", *words).exit_code == 2


def test_a_span_must_be_given(desk: Desk) -> None:
    file = desk.file("may.csv", HEAD)
    assert desk.run("import", "outages", file, *MAY[:2]).exit_code == 2
    assert desk.run("import", "outages", file, *MAY[2:]).exit_code == 2
