"""``pantau check``: every problem at once, each on its line."""

import json
import re

from pantau.facts.journal import InventoryApplied
from pantau.store import Store
from tests.cli.story import APRIL, INVENTORY, WHO, Desk, live_through_march

BROKEN = INVENTORY.replace("address: 127.64.1.1", "address: 127.64.1").replace(
    "tier: fo-50, from", "tier: fo-05, from"
)


def test_a_sound_inventory_is_usable(desk: Desk) -> None:
    done = desk.run("check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{desk.inventory}: usable, 3 sites, 0 warnings"


def test_every_problem_is_named_with_file_line_and_column(desk: Desk) -> None:
    desk.inventory.write_text(BROKEN)
    done = desk.run("check")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert len(lines) >= 2
    place = re.compile(rf"{re.escape(str(desk.inventory))}:(\d+):(\d+): ")
    found = [place.match(line) for line in lines]
    assert all(found), lines
    numbers = {int(each[1]) for each in found if each}
    wrong = {n for n, line in enumerate(BROKEN.splitlines(), 1) if line not in INVENTORY}
    assert numbers == wrong
    assert "'127.64.1'" in done.stderr
    assert "not usable" in done.stdout


def test_problems_are_also_there_as_json(desk: Desk) -> None:
    assert desk.json("check") == []
    desk.inventory.write_text(BROKEN)
    done = desk.run("check", "--json")
    assert (done.exit_code, done.stderr) == (1, "")
    problems = json.loads(done.stdout)
    assert {frozenset(each) for each in problems} == {
        frozenset(("file", "line", "column", "severity", "where", "message"))
    }
    assert {each["severity"] for each in problems} == {"error"}


def test_a_file_given_as_argument_is_the_one_that_is_checked(desk: Desk) -> None:
    other = desk.file("other.yaml", "version: 1")
    done = desk.run("check", other)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{other}:")
    desk.inventory.write_text("version: 1")
    good = desk.file("good.yaml", INVENTORY)
    assert desk.run("check", good).exit_code == 0


def test_warnings_do_not_make_an_inventory_unusable(desk: Desk) -> None:
    desk.inventory.write_text(INVENTORY.replace("vantage:\n", "").replace(REFERENCES, ""))
    done = desk.run("check")
    assert done.exit_code == 0, done.output
    assert ": warning: " in done.stderr
    assert "0 warnings" not in done.stdout


REFERENCES = "  references: [{name: internet, address: 127.64.255.9, layer: outside}]\n"


def test_the_verdict_is_said_in_the_user_s_language(desk: Desk) -> None:
    assert "dapat dipakai, 3 titik" in desk.type("check", str(desk.inventory)).stdout
    assert "usable, 3 sites" in desk.type("check", str(desk.inventory), "--lang", "en").stdout
    desk.env["PANTAU_LANG"] = "en"
    assert "usable, 3 sites" in desk.type("check", str(desk.inventory)).stdout


def test_control_characters_in_a_name_are_refused_and_shown_escaped(desk: Desk) -> None:
    desk.inventory.write_text(INVENTORY.replace("Kantor Bupati", '"A\\e[31mB\\u202ec\\u009b"'))
    done = desk.run("check")
    assert done.exit_code == 1
    assert not {"\x1b", "\u202e", "\x9b"} & set(done.output)


def test_what_an_edit_would_change_of_days_that_are_over_is_told_of(desk: Desk) -> None:
    live_through_march(desk.data)
    before = desk.json("check")
    edited = INVENTORY[: INVENTORY.index("  - {id: sekolah")].replace("fo-20: {", "fo-20: {  ")
    desk.inventory.write_text(edited.replace("fee: 2500000", "fee: 2600000"))
    lines = desk.inventory.read_text().splitlines()
    found = [each for each in desk.json("check", code=1) if each not in before]
    told = [(each["severity"], each["where"], each["message"].partition(",")[0]) for each in found]
    tier = "contract 'telkom', tier 'fo-50'"
    assert told == [
        ("error", tier, "fee: 2500000 -> 2600000 from 2020-01-01"),  # kantor
        ("error", tier, "fee: 2500000 -> 2600000 from 2025-03-16"),  # desa
        ("warning", "", "site 'sekolah' is in force and not in this file: it ends today"),
    ]
    assert "fee: 2600000" in lines[found[0]["line"] - 1]


def test_what_cannot_be_compared_is_said_and_the_file_is_checked_alone(desk: Desk) -> None:
    live_through_march(desk.data)
    with Store.open(desk.data) as store:
        store.record([InventoryApplied("0" * 64, "sites: [")], at=APRIL, **WHO)
    done = desk.run("check")
    assert (done.exit_code, "not compared with the inventory in force" in done.stderr) == (0, True)
    assert ": usable, 3 sites" in done.stdout
