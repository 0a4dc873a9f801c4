"""A site that moves or gets another address on a day, and what is said of days to come."""

from dataclasses import replace
from datetime import date

from pantau.facts.words import Medium
from pantau.inventory import Inventory, Site, parse_inventory
from pantau.inventory.coming import Coming, Event, coming
from pantau.inventory.departed import succeed
from pantau.inventory.difference import differences
from pantau.inventory.past_problems import past_problems
from tests.fakes.inventories import inventory_text, small_inventory

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 4)
MOVES = (
    "{from: 2026-12-01, address: 127.64.9.1}, "
    "{from: 2027-01-04, kecamatan: Long Ikis, desa: 64.01.06.2001, line: SID-2, "
    "probes: [{kind: tcp, port: 443}]}"
)


def text(changes: str, number: int = 0, sites: int = 3) -> str:
    """Site ``number`` with these changes."""
    own = f"address: 127.64.1.{number + 1},"
    return inventory_text(sites).replace(own, f"{own} changes: [{changes}],")


def read(changes: str, sites: int = 3) -> Inventory:
    return small_inventory(text=text(changes, sites=sites))


def told(written: str) -> list[str]:
    return [each.message for each in parse_inventory(written.encode(), "x").problems]


def first(inventory: Inventory, day: date) -> Site:
    return inventory.on(day).sites[0]


def test_a_site_stands_as_its_changes_leave_it() -> None:
    moving = read(MOVES)
    before, then, last = (first(moving, day) for day in (date(2026, 11, 30), DECEMBER, JANUARY))
    assert [each.address for each in (before, then, last)] == [
        "127.64.1.1",
        "127.64.9.1",
        "127.64.9.1",
    ]
    assert [each.kecamatan for each in (before, then, last)] == ["Kuaro", "Kuaro", "Long Ikis"]
    assert (then.line, last.line) == (None, "SID-2")
    assert [probe.kind for probe in last.probes] == ["icmp", "tcp"]


def test_a_standing_can_be_asked_for_any_other_day() -> None:
    moving = read(MOVES)
    assert moving.on(JANUARY).on(DECEMBER) == moving.on(DECEMBER)
    assert moving.on(JANUARY).on(date.min) == moving


def test_what_never_changes_is_the_same_object() -> None:
    still = small_inventory()
    assert still.on(JANUARY) is still


def test_days_of_change_come_one_after_the_other() -> None:
    moving = read(MOVES)
    assert moving.next_change(date(2026, 11, 25)) == DECEMBER
    assert moving.next_change(DECEMBER) == JANUARY
    assert moving.next_change(JANUARY) is None


def test_a_move_changes_nothing_of_what_is_promised() -> None:
    kecamatan = (
        "defaults: {heartbeat: 5s, kecamatan: {Long Ikis: {contract: telkom-2026, tier: x}}}"
    )
    written = text(MOVES).replace("defaults: {heartbeat: 5s}", kecamatan)
    written = written.replace("      fo-50:", "      x: {objective: 90, fee: 1}\n      fo-50:")
    moving = small_inventory(text=written)
    assert first(moving, JANUARY).terms == first(moving, DECEMBER).terms


def test_a_corrected_term_stays_what_it_is_on_every_day() -> None:
    moving = read(MOVES)
    site = replace(moving.sites[0], terms=())
    assert site.on(JANUARY).terms == ()


def test_the_inherited_upstream_follows_the_kecamatan() -> None:
    kecamatan = "defaults: {heartbeat: 5s, kecamatan: {Long Ikis: {upstream: site-1}}}"
    moving = small_inventory(text=text(MOVES).replace("defaults: {heartbeat: 5s}", kecamatan))
    assert (first(moving, DECEMBER).upstream, first(moving, JANUARY).upstream) == (None, "site-1")


def test_a_change_that_is_written_is_a_difference_and_touches_no_day_that_is_over() -> None:
    still, moving = small_inventory(3), read(MOVES)
    assert differences(still, moving).changed == ("site-0",)
    assert past_problems(still, moving, date(2026, 11, 25)) == ()


def test_an_address_that_is_given_up_may_be_anothers_from_that_day() -> None:
    given_up = text("{from: 2026-12-01, address: 127.64.9.1}").replace(
        "127.64.1.2,", "127.64.1.2, changes: [{from: 2026-12-01, address: 127.64.1.1}],"
    )
    assert told(given_up) == []
    assert told(
        given_up.replace(
            "changes: [{from: 2026-12-01, address: 127.64.1.1",
            "changes: [{from: 2026-11-30, address: 127.64.1.1",
        )
    ) == ["address '127.64.1.1': site 'site-0' (line 15) has this address already; write its own"]


def test_what_comes_is_told_by_day_and_alike_sites_together() -> None:
    moving = read(MOVES, sites=3)
    found = coming(moving, date(2026, 11, 25))
    assert found[0] == Coming(
        DECEMBER, Event.CHANGES, ("site-0",), "address", "127.64.1.1", "127.64.9.1"
    )
    assert [(each.day, each.key) for each in found[1:-1]] == [
        (JANUARY, key) for key in ("kecamatan", "desa", "line", "probes")
    ]
    assert found[-1] == Coming(
        date(2027, 12, 31), Event.ENDS, ("site-0", "site-1", "site-2"), after="telkom-2026"
    )
    assert coming(moving, date(2028, 1, 1)) == ()


def test_a_new_tier_is_a_change_and_a_pause_is_an_end_and_a_begin() -> None:
    terms = (
        "terms: [{contract: telkom-2026, tier: fo-50, to: 2026-12-31}, "
        "{contract: telkom-2026, tier: fo-50, fee: 1, from: 2027-01-01, to: 2027-01-31}, "
        "{contract: telkom-2026, tier: fo-50, from: 2027-03-01}]"
    )
    written = inventory_text(1).replace("contract: telkom-2026, tier: fo-50}\n", f"{terms}}}\n")
    found = coming(small_inventory(text=written), date(2026, 11, 25))
    assert [(each.day, each.event, each.key, each.after) for each in found] == [
        (date(2027, 1, 1), Event.CHANGES, "fee", "1"),
        (date(2027, 1, 31), Event.ENDS, "", "telkom-2026"),
        (date(2027, 3, 1), Event.BEGINS, "", "telkom-2026, fo-50"),
        (date(2027, 12, 31), Event.ENDS, "", "telkom-2026"),
    ]


def test_a_pace_of_its_own_must_fit_what_holds_where_it_moves() -> None:
    kecamatan = "defaults: {heartbeat: 5s, kecamatan: {Long Ikis: {heartbeat: 2s}}}"
    written = text("{from: 2026-12-01, kecamatan: Long Ikis}").replace(
        "defaults: {heartbeat: 5s}", kecamatan
    )
    assert told(written) == []
    assert told(written.replace("address: 127.64.1.1,", "address: 127.64.1.1, timeout: 4s,")) == [
        "kecamatan 'Long Ikis': the site's own timeout does not fit what holds there: "
        "not shorter than the heartbeat (2s); write a timeout below it"
    ]


def test_a_pace_that_fits_nowhere_is_told_of_once() -> None:
    written = text("{from: 2026-12-01, kecamatan: Long Ikis}").replace(
        "address: 127.64.1.1,", "address: 127.64.1.1, confirm: {least: 40},"
    )
    assert told(written) == [
        "confirm, least '40': least (40) is above most (30); write least at most as large as most"
    ]


def test_a_route_may_wait_for_a_kecamatan_into_which_a_site_will_move() -> None:
    routes = (
        "alerts:\n  receivers: {a: {kind: webhook, url: 'https://127.0.0.1/x'}}\n"
        "  routes: [{name: r, match: {kecamatan: [Long Ikis]}, to: [a]}, {name: s, to: [a]}]\n"
    )
    assert told(text("{from: 2026-12-01, kecamatan: Long Ikis}") + routes) == []
    assert len(told(text("{from: 2026-12-01, kecamatan: Batu Sopang}") + routes)) == 1


def test_the_medium_stays_that_of_the_tier_that_is_promised() -> None:
    kecamatan = (
        "defaults: {heartbeat: 5s, kecamatan: {Kuaro: {contract: telkom-2026, tier: fo-50}, "
        "Long Ikis: {contract: telkom-2026, tier: x}}}"
    )
    written = text("{from: 2026-12-01, kecamatan: Long Ikis}", sites=1)
    written = written.replace("defaults: {heartbeat: 5s}", kecamatan)
    written = written.replace(", contract: telkom-2026, tier: fo-50}\n", "}\n")
    written = written.replace("fee: 2500000}", "fee: 2500000, medium: fo}")
    written = written.replace(
        "      fo-50:", "      x: {objective: 90, fee: 1, medium: vsat}\n      fo-50:"
    )
    moving = small_inventory(text=written)
    assert (first(moving, DECEMBER).kecamatan, first(moving, DECEMBER).terms[0].tier) == (
        "Long Ikis",
        "fo-50",
    )
    assert first(moving, DECEMBER).medium is Medium.FO


def test_a_site_that_was_taken_out_stays_as_it_stood_on_its_last_day() -> None:
    moving, gone = read(MOVES), small_inventory(text=inventory_text(3).replace("site-0", "site-9"))
    follows = succeed(moving, gone, date(2026, 12, 15)).on(date(2027, 6, 1))
    left = follows.site("site-0")
    assert left is not None
    assert (left.address, left.kecamatan, left.line) == ("127.64.9.1", "Kuaro", None)
    early = succeed(moving, gone, date(2026, 11, 15))
    assert early.on(date(2027, 6, 1)) is early
