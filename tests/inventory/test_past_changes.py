"""Which edits would change days that are over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.inventory import Inventory
from pantau.inventory.departed import succeed
from pantau.inventory.history import PastChange, ending, past_changes
from pantau.inventory.hours import hours_on
from tests.fakes.inventories import sound

TODAY = date(2026, 11, 25)
AMENDED = "    to: 2026-12-31\n    amendments: [{{from: {day}, tiers: {{fo: {{fee: {fee}}}}}}}]\n"
TEXT = """\
version: 1
timezone: Asia/Makassar
calendars:
  kerja: {weekly: {mon-fri: "07:30-16:00"}}
contracts:
  satu:
    provider: Telkom
    from: 2026-01-01
    to: 2026-12-31
    policy: {service_hours: kerja}
    tiers: {fo: {objective: 99.5, fee: 2500000}, radio: {objective: 98, fee: 900000}}
sites:
  - {id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1, contract: satu, tier: fo}
  - {id: b, name: B, kind: desa, kecamatan: Kuaro, address: 127.64.1.2, contract: satu, tier: radio}
  - {id: c, name: C, kind: desa, kecamatan: Kuaro, address: 127.64.1.3, contract: satu, tier: fo}
"""
FIRST, YESTERDAY = date(2026, 1, 1), date(2026, 11, 24)


def changes(text: str) -> tuple[PastChange, ...]:
    assert text != TEXT
    return past_changes(sound(TEXT), sound(text), TODAY)


def fee_change(site: str, fee: int, since: date = FIRST) -> PastChange:
    return PastChange(site, "fee", 2500000, fee, since, YESTERDAY, "satu", "fo")


def without(*ids: str) -> str:
    lines = TEXT.splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(tuple(f"  - {{id: {i}" for i in ids))
    )


def amended(day: date, fee: int = 2600000) -> str:
    return TEXT.replace("    to: 2026-12-31\n", AMENDED.format(day=day, fee=fee))


def test_the_same_inventory_changes_nothing() -> None:
    assert past_changes(sound(TEXT), sound(TEXT), TODAY) == ()


@given(st.dates(date(2026, 1, 2), date(2026, 12, 31)))
def test_an_amendment_is_free_from_today_on_and_told_of_from_its_first_day_before(
    day: date,
) -> None:
    found = changes(amended(day))
    told = [fee_change(site, 2600000, day) for site in "ac"]
    assert list(found) == (told if day < TODAY else [])


@given(st.integers(0, 10_000_000).filter(lambda fee: fee != 2500000))
def test_a_fee_changed_in_place_is_told_of_for_exactly_its_sites(fee: int) -> None:
    found = changes(TEXT.replace("fee: 2500000", f"fee: {fee}"))
    assert list(found) == [fee_change(site, fee) for site in "ac"]


@pytest.mark.parametrize(
    ("old", "new", "key", "since"),
    [
        ("objective: 98,", "objective: 97,", "objective", FIRST),
        ("tier: radio}", "tier: fo}", "tier", FIRST),
        ("tier: radio}", "tier: radio, from: 2026-03-01}", "term", FIRST),
        ("tier: radio}", "tier: radio, to: 2026-11-23}", "term", date(2026, 11, 24)),
        ("{service_hours: kerja}", "{service_hours: 24x7}", "service_hours", FIRST),
        (
            "{service_hours: kerja}",
            "{service_hours: kerja, min_outage: 1m}",
            "min_outage_us",
            FIRST,
        ),
        ("16:00", "15:00", "service_hours", FIRST),
    ],
)
def test_each_fact_that_bears_money_is_told_of(old: str, new: str, key: str, since: date) -> None:
    found = [each for each in changes(TEXT.replace(old, new)) if each.site == "b"]
    assert (key, since) in [(each.key, each.since) for each in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: A,", "name: Lain,"),
        ("127.64.1.1", "127.64.1.9"),
        ("tier: radio}", "tier: radio, to: 2026-11-24}"),
        ("to: 2026-12-31", "to: 2027-12-31"),
        ("kerja", "jam-dinas"),
    ],
)
def test_what_bears_no_money_or_begins_today_is_free(old: str, new: str) -> None:
    assert changes(TEXT.replace(old, new)) == ()


@pytest.mark.parametrize(("day", "told"), [("2026-11-24", True), ("2026-11-25", False)])
def test_a_special_day_is_free_from_today_on(day: str, *, told: bool) -> None:
    special = f'"07:30-16:00"}}, days: [{{day: {day}, hours: none}}]}}'
    found = changes(TEXT.replace('"07:30-16:00"}}', special))
    assert [each.site for each in found] == (["a", "b", "c"] if told else [])
    assert {each.since for each in found} <= {date(2026, 11, 24)}


def test_another_time_zone_moves_every_day() -> None:
    (found,) = changes(TEXT.replace("Makassar", "Jakarta"))
    assert found == PastChange("", "timezone", "Asia/Makassar", "Asia/Jakarta", FIRST, YESTERDAY)


def test_a_change_is_told_of_only_for_the_days_on_which_it_differs() -> None:
    old = sound(amended(date(2026, 7, 1)))
    [a, c] = past_changes(old, sound(TEXT.replace("fee: 2500000", "fee: 2600000")), TODAY)
    assert (a.since, a.until, c.site) == (FIRST, date(2026, 6, 30), "c")


def test_a_new_site_may_begin_in_the_past_and_one_taken_out_changes_no_past() -> None:
    fewer = sound(without("c"))
    assert past_changes(fewer, sound(TEXT), TODAY) == ()
    assert past_changes(sound(TEXT), fewer, TODAY) == ()


@pytest.mark.parametrize(
    ("terms", "ends"),
    [
        ("tier: fo", True),
        ("tier: fo, from: 2026-11-25", True),
        ("tier: fo, from: 2026-11-26", False),
        ("tier: fo, to: 2026-11-25", False),
        ("tier: fo, to: 2026-11-26", True),
    ],
)
def test_a_site_taken_out_ends_where_a_promise_ends_with_it(terms: str, *, ends: bool) -> None:
    text = TEXT.replace(
        "127.64.1.3, contract: satu, tier: fo", f"127.64.1.3, contract: satu, {terms}"
    )
    found = ending(sound(text), sound(without("c")), TODAY)
    assert [site.id for site in found] == (["c"] if ends else [])


LEFT = date(2026, 10, 10)
AWAY = succeed(sound(TEXT), sound(without("c")), LEFT)
BACK = (
    "  - {id: c, name: C, kind: desa, kecamatan: Kuaro, address: 127.64.1.3,\n"
    "     terms: [{contract: satu, tier: fo, to: 2026-10-10},"
    " {contract: satu, tier: fo, from: 2026-11-25, fee: 1}]}\n"
)


def test_a_departed_site_is_judged_until_the_day_on_which_it_was_taken_out() -> None:
    [site] = AWAY.departed
    assert (site.id, AWAY.site("c"), [each.end for each in site.terms]) == ("c", site, [LEFT])
    assert [each.id for each in AWAY.judged] == ["a", "b", "c"]


def test_a_site_that_left_before_its_term_began_bears_no_money() -> None:
    later = sound(TEXT.replace("address: 127.64.1.3,", "address: 127.64.1.3, from: 2026-10-11,"))
    [site] = succeed(later, sound(without("c")), LEFT).departed
    assert site.terms == ()


def test_a_site_that_comes_back_and_tells_its_whole_past_changes_none_of_it() -> None:
    assert past_changes(AWAY, sound(without("c") + BACK), TODAY) == ()


@pytest.mark.parametrize(
    ("edit", "key", "since", "until"),
    [
        (("to: 2026-10-10", "to: 2026-10-09"), "term", LEFT, LEFT),
        (("to: 2026-10-10", "to: 2026-10-10, fee: 7"), "fee", FIRST, LEFT),
        (("from: 2026-11-25", "from: 2026-11-24"), "term", YESTERDAY, YESTERDAY),
    ],
)
def test_a_site_that_comes_back_with_another_past_changes_it(
    edit: tuple[str, str], key: str, since: date, until: date
) -> None:
    [found] = past_changes(AWAY, sound(without("c") + BACK.replace(*edit)), TODAY)
    assert (found.site, found.key, found.since, found.until) == ("c", key, since, until)


def test_a_departed_site_keeps_its_calendar_whatever_the_file_calls_by_that_name() -> None:
    own = sound(TEXT).calendars["kerja"]
    for edit in (("16:00", "15:00"), ("kerja", "jam-dinas")):
        after = succeed(sound(TEXT), sound(without("c").replace(*edit)), LEFT)
        [term] = after.departed[0].terms
        assert after.calendars[term.policy.service_hours] == own
        # Once more, as after every later edit: still the same, and under the same name.
        again = succeed(after, sound(without("c").replace(*edit)), TODAY)
        assert (again.departed, again.calendars) == (after.departed, after.calendars)
        # And back under its own name, once that means the same again.
        assert (
            succeed(after, sound(without("c")), TODAY).departed[0].terms[0].policy.service_hours
            == "kerja"
        )


@given(st.lists(st.sets(st.sampled_from("abc"), min_size=1), min_size=2, max_size=6))
def test_whatever_comes_and_goes_every_id_is_judged_once_and_none_is_lost(
    files: list[set[str]],
) -> None:
    """Each day another file; an id that was ever judged stays, once."""
    ever: set[str] = set()
    now = None
    for number, ids in enumerate(files):
        file = sound(without(*(set("abc") - ids)))
        now = file if now is None else succeed(now, file, date(2026, 3, 1 + number))
        ever |= ids
        assert sorted(site.id for site in now.judged) == sorted(ever)
        assert {site.id for site in now.sites} == ids


DAYS = [date(2026, 3, 1) + timedelta(days=n) for n in range(12)]
LINES = st.sampled_from(
    [
        "",
        "contract: satu, tier: fo",
        "contract: satu, tier: radio",
        "contract: satu, tier: fo, fee: 7",
    ]
    + [f"contract: satu, tier: fo, {key}: {day}" for key in ("from", "to") for day in DAYS[2:10:3]]
)
CONTRACT = st.sampled_from(
    [("", "")]
    + [("fee: 2500000", "fee: 1"), ("16:00", "12:00"), ("service_hours: kerja", "excluded: remove")]
    + [
        ("    to: 2026-12-31\n", AMENDED.format(day=day, fee=fee))
        for day in DAYS[1:10:4]
        for fee in (1, 2500000)
    ]
)
FILES = st.tuples(st.tuples(LINES, LINES, LINES), CONTRACT)


def file(lines: tuple[str, str, str], edit: tuple[str, str]) -> Inventory:
    """Up to three sites; one that is always there keeps the file sound."""
    text = without("a", "b", "c") + (
        "  - {id: z, name: Z, kind: desa, kecamatan: Kuaro, address: 127.64.1.9}\n"
    )
    for number, (name, line) in enumerate(zip("abc", lines, strict=True)):
        if line:
            text += (
                f"  - {{id: {name}, name: N, kind: desa, kecamatan: Kuaro,"
                f" address: 127.64.1.{number + 1}, {line}}}\n"
            )
    return sound(text.replace(*edit) if edit[0] else text)


def promised(inventory: Inventory, name: str, day: date) -> object:
    """All that bears money for a site on a day."""
    site = inventory.site(name)
    term = site.term_on(day) if site else None
    if term is None:
        return None
    calendar = inventory.calendars.get(term.policy.service_hours)
    hours = hours_on(calendar, day) if calendar else "always"
    policy = replace(term.policy, service_hours="")
    return replace(term, start=day, end=day, policy=policy), hours


@given(st.lists(FILES, min_size=2, max_size=5))
def test_what_is_refused_is_exactly_what_changes_a_day_that_is_over(
    files: list[tuple[tuple[str, str, str], tuple[str, str]]],
) -> None:
    """Day by day, with sites that come and go: told against the slow comparison of all days."""
    now = file(*files[0])
    for number, each in enumerate(files[1:], 1):
        today, edited = DAYS[2 * number], file(*each)
        after = succeed(now, edited, today)
        differs = {
            site.id
            for site in now.judged
            for day in DAYS
            if day < today and promised(now, site.id, day) != promised(after, site.id, day)
        }
        found = past_changes(now, edited, today)
        assert {change.site for change in found} >= differs
        assert all(change.since <= change.until < today for change in found)
        before_march = {change.site for change in found if change.since < DAYS[0]}
        assert {change.site for change in found} <= differs | before_march
        if not found:
            now = after
