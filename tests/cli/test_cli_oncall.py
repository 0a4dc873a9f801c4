"""Silences and the rota on the command line: set, ended, looked at; who is on call, and swaps."""

import re
from dataclasses import replace

import pytest

from pantau.cli import oncall
from pantau.cli.place import inventory_in_force
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, HOUR
from pantau.inventory.alerting import Alerting, Person, Rota, Shift, Weekly
from tests.cli.story import Desk
from tests.cli.test_cli_people import said
from tests.cli.test_docs import keys, sections
from tests.sla.build import at

RINA, BUDI = ("--by", "Rina", "--role", "technician"), ("--by", "Budi")
SOON = ("--for", "2h", "--reason", "ganti ONT")
# The year 2096: shifts in the past are refused, whenever this runs.
MONDAY, DAYS = "2096-01-02", ("--from", "2096-01-02", "--to", "2096-01-16")
LONG_AGO = ("--from", "2025-01-01", "--to", "2025-01-02")
MIDNIGHT = at(MONDAY)


def staffed(now: int) -> Alerting:
    people = {
        "rina": Person("rina", "Rina Sari", phone="0800000001"),
        "budi": Person("budi", "Budi"),
    }
    rotas = {
        "piket": Rota("piket", Weekly(MIDNIGHT, 7, ("rina", "budi"))),
        "malam": Rota("malam", None, (Shift(now - HOUR, now + DAY, "rina"),)),
        "lama": Rota("lama", None, (Shift(now - HOUR, now + 999 * DAY, "udin"),)),
    }
    return Alerting(people=people, rotas=rotas)


@pytest.fixture
def rota(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    now = now_us(SystemClock())
    monkeypatch.setattr(
        oncall,
        "inventory_in_force",
        lambda place, store: replace(inventory_in_force(place, store), alerting=staffed(now)),
    )
    return worked


def test_a_silence_is_set_looked_at_and_ended(worked: Desk) -> None:
    made = said(
        worked, "silence", "set", "--kecamatan", "kuaro", "--kind", "flapping", *SOON, *RINA
    )
    assert re.fullmatch(r"S\d+", made)
    [listed] = worked.json("silence", "list")
    assert (listed["id"], listed["sites"], listed["kinds"]) == (
        made,
        ["desa", "sekolah"],
        ["flapping"],
    )
    assert (listed["set_by"], listed["until"], listed["ended_by"]) == ("Rina", listed["to"], None)
    told = set(re.findall(r"`([a-z0-9_]+)`", sections()["pantau silence list"]))
    assert set(keys([listed])) - told == set()
    shown = said(worked, "silence", "list")
    assert "kecamatan Kuaro" in shown
    assert "Flapping" in shown
    assert said(worked, "silence", "end", made, "--reason", "selesai", *BUDI) == made
    assert worked.json("silence", "list") == []
    month = listed["from"][:7]
    [ended] = worked.json("silence", "list", "--month", month)
    assert (ended["ended_by"], ended["end_reason"]) == ("Budi", "selesai")
    assert ended["until"] < ended["to"]
    again = worked.run("silence", "end", made, "--reason", "selesai", *BUDI)
    assert again.exit_code == 1


def test_a_silence_of_all_sites_is_a_managers(worked: Desk) -> None:
    refused = worked.run("silence", "set", "--all-sites", *SOON, *RINA)
    assert refused.exit_code == 1
    assert "a silence of all sites is not for the role 'Technician'" in refused.stderr
    said(worked, "silence", "set", "--all-sites", *SOON, *BUDI)
    [listed] = worked.json("silence", "list")
    assert (listed["all_sites"], len(listed["sites"])) == (True, 3)
    assert "All sites" in said(worked, "silence", "list")


def test_a_silence_may_lie_ahead(worked: Desk) -> None:
    words = ("--site", "kantor", "--from", MONDAY, "--reason", "pindah", *BUDI)
    said(worked, "silence", "set", *words, "--to", "2096-01-03T12:00")
    said(worked, "silence", "set", *words, "--for", "1d")
    found = worked.json("silence", "list")
    assert {each["from"] for each in found} == {"2096-01-01T16:00:00Z"}
    assert [each["to"] for each in found] == ["2096-01-03T04:00:00Z", "2096-01-02T16:00:00Z"]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--site", "kantr", "--for", "2h"), 1, "did you mean 'kantor'"),
        (("--for", "2h"), 1, "just one way"),
        (("--site", "kantor"), 2, "just one of --to and --for"),
        (("--site", "kantor", "--for", "2h", "--to", "2096-01-01"), 2, "just one of"),
        (("--site", "kantor", "--for", "2 jam"), 2, "--for: '2 jam' is not a duration"),
        (("--site", "kantor", "--for", "0s"), 2, "is no time"),
        (("--site", "kantor", "--to", "2025-01-01"), 2, "is not after"),
        (("--site", "kantor", "--from", "2025-01-01", "--to", "2025-01-02"), 1, "in the past"),
        (("--site", "kantor", "--all-sites", "--for", "2h"), 2, "stands alone"),
        (("--site", "kantor", "--for", "2h", "--kind", "hujan"), 2, "'hujan'"),
    ],
)
def test_a_silence_that_makes_no_sense_is_one_message(worked: Desk, words, code, why) -> None:
    done = worked.run("silence", "set", *words, "--reason", "x")
    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr
    assert worked.json("silence", "list") == []


def test_who_is_on_call_now_is_told_with_the_phone(rota: Desk) -> None:
    found = {each["rota"]: each for each in rota.json("oncall")}
    assert (found["malam"]["person"], found["malam"]["name"], found["malam"]["phone"]) == (
        "rina",
        "Rina Sari",
        "0800000001",
    )
    assert found["malam"]["until"] is not None
    assert found["piket"]["person"] is None
    # Somebody who left the inventory, for longer than anybody looks ahead.
    assert (found["lama"]["person"], found["lama"]["name"], found["lama"]["until"]) == (
        "udin",
        "udin",
        None,
    )
    told = set(re.findall(r"`([a-z0-9_]+)`", sections()["pantau oncall"]))
    assert set(keys(list(found.values()))) - told == set()
    shown = said(rota, "oncall").splitlines()
    assert shown[0].split() == ["Rota", "On", "call", "Phone", "Until"]
    assert "Nobody is on call" in shown[1]
    assert "0800000001" in shown[2]


def test_without_a_rota_there_is_nothing_to_see(worked: Desk) -> None:
    assert said(worked, "oncall") == "Nothing here."


def test_options_before_the_verb_are_not_swallowed(rota: Desk) -> None:
    done = rota.type("oncall", "--data", str(rota.data), "--lang", "en", "list")
    assert done.exit_code == 2
    assert "options stand behind the name of the command" in done.stderr


def test_a_swap_goes_before_the_rota(rota: Desk) -> None:
    listed = ("oncall", "list", "--rota", "piket", *DAYS)
    assert [each["person"] for each in rota.json(*listed)] == ["rina", "budi"]
    during = ("--from", "2096-01-03", "--to", "2096-01-04")
    words = ("oncall", "swap", "piket", *during, "--person", "budi", "--reason", "nikahan")
    assert re.fullmatch(r"J\d+", said(rota, *words, *RINA))
    found = rota.json(*listed)
    assert [each["person"] for each in found] == ["rina", "budi", "rina", "budi"]
    assert (found[1]["from"], found[1]["to"]) == ("2096-01-02T16:00:00Z", "2096-01-03T16:00:00Z")
    told = set(re.findall(r"`([a-z0-9_]+)`", sections()["pantau oncall list"]))
    assert set(keys(found)) - told == set()
    assert "Rina Sari" in said(rota, *listed)


def test_two_weeks_from_now_are_listed_with_the_gaps(rota: Desk) -> None:
    found = rota.json("oncall", "list")
    assert [(each["rota"], each["person"]) for each in found] == [
        ("piket", None),
        ("malam", "rina"),
        ("malam", None),
        ("lama", "udin"),
    ]
    assert found[2]["to"] == found[0]["to"]


def test_a_list_of_shifts_comes_in_whole_or_not_at_all(rota: Desk) -> None:
    good = ("from,to,person", "2096-01-03,2096-01-04,Budi", "2096-01-04,2096-01-05,rina")
    bad = rota.file("buruk.csv", *good, "2096-01-04,2096-01-06,udin", "kapan,2096-01-07,rina")
    before = rota.head()
    done = rota.run("oncall", "import", "piket", bad, *RINA)
    assert done.exit_code == 1
    assert "buruk.csv:4: person 'udin'" in done.stderr
    assert "buruk.csv:5: from: 'kapan' is not a time" in done.stderr
    assert rota.head() == before
    file = rota.file("januari.csv", *good)
    assert re.fullmatch(r"J\d+", said(rota, "oncall", "import", "piket", file, *RINA))
    found = rota.json("oncall", "list", "--rota", "piket", *DAYS)
    assert [each["person"] for each in found] == ["rina", "budi", "rina", "budi"]
    assert rota.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("list", "--rota", "pikett"), 1, "did you mean 'piket'"),
        (("list", "--from", "2096-01-01", "--to", "2097-06-01"), 2, "more than 366 days"),
        (("list", "--to", "2025-01-01"), 2, "is not after"),
        (("import", "pikett", "x.csv"), 1, "cannot be read"),
        (("swap", "piket", *DAYS, "--person", "x", "--reason", "y"), 1, "person 'x' is not"),
        (("swap", "p", *DAYS, "--person", "budi", "--reason", "y"), 1, "rota 'p' is not"),
        (("swap", "piket", *LONG_AGO, "--person", "budi", "--reason", "y"), 1, "over already"),
    ],
)
def test_what_cannot_be_planned_is_one_message(rota: Desk, words, code, why) -> None:
    before = rota.head()
    done = rota.run("oncall", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr
    assert rota.head() == before


def test_a_rota_that_is_not_known_takes_no_list(rota: Desk) -> None:
    file = rota.file("januari.csv", "from,to,person", "2096-01-03,2096-01-04,Budi")
    done = rota.run("oncall", "import", "pikett", file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "did you mean 'piket'" in done.stderr
