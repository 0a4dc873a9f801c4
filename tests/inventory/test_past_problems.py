"""How an edit that would change the past is told of: the file's words, its line, and a remedy."""

from datetime import date

import pytest

from pantau.inventory.departed import succeed
from pantau.inventory.past_problems import past_problems
from pantau.inventory.problem import Severity
from tests.fakes.inventories import sound
from tests.inventory.test_past_changes import TEXT, TODAY, amended, without

OWN = TEXT.replace(
    "127.64.1.1, contract: satu, tier: fo", "127.64.1.1, contract: satu, tier: fo, fee: 9"
)


def told(old: str, *edit: str) -> list[tuple[str, str]]:
    """Each problem with the line of the file that it names."""
    new = old.replace(*edit)
    assert new != old
    lines = new.splitlines()
    found = past_problems(sound(old), sound(new), TODAY)
    return [(f"{each.where}: {each.message}", lines[each.line - 1]) for each in found]


def test_a_fee_changed_in_place_is_one_line_for_all_sites_of_the_tier() -> None:
    [(said, line)] = told(TEXT, "fee: 2500000", "fee: 2600000")
    assert said == (
        "contract 'satu', tier 'fo': fee: 2500000 -> 2600000 from 2026-01-01, 2 sites, which is "
        "over; write it as amendments: [{from: 2026-11-25, tiers: {fo: {fee: 2600000}}}]; "
        "or, if it was written wrong from the start: pantau apply --correct REASON"
    )
    assert "fee: 2600000" in line


@pytest.mark.parametrize(
    ("edit", "said", "where"),
    [
        (
            ("{service_hours: kerja}", "{service_hours: kerja, min_outage: 60s}"),
            "contract 'satu': min_outage: 0s -> 1m from 2026-01-01, 3 sites, which is over; "
            "write it as amendments: [{from: 2026-11-25, policy: {min_outage: 1m}}]",
            "min_outage",
        ),
        (
            ("fee: 900000}", "fee: 900000, policy: {restitution: {kind: prorata, cap: 0.5}}}"),
            "contract 'satu', tier 'radio': restitution: none -> {kind: prorata, cap: 0.5, "
            "rounding: half_up} from 2026-01-01, 1 site, which is over; write it as amendments: "
            "[{from: 2026-11-25, tiers: {radio: {policy: {restitution: {kind: prorata, cap: 0.5, "
            "rounding: half_up}}}}}]",
            "restitution",
        ),
        (
            ("fee: 900000}", "fee: 900000, latency_p95: 50ms, loss: 1%}"),
            "contract 'satu', tier 'radio': latency_p95: none -> 50ms from",
            "latency_p95",
        ),
        (
            ("16:00", "15:00"),
            "calendar 'kerja': service_hours: kerja (07:30-16:00 -> 07:30-15:00) from 2026-01-01, "
            "3 sites, which is over; leave these days as they were",
            "  kerja:",
        ),
        (
            ("service_hours: kerja", "service_hours: 24x7"),
            "contract 'satu': service_hours: kerja -> 24x7 from 2026-01-01, 3 sites",
            "service_hours",
        ),
        (
            ("provider: Telkom", "provider: Lain"),
            "contract 'satu': provider: Telkom -> Lain from 2026-01-01, 3 sites, which is over; "
            "another provider is another contract",
            "provider",
        ),
        (
            ("tier: radio}", "tier: fo}"),
            "site 'b': tier: radio -> fo from 2026-01-01, which is over; write it as a further "
            "term: terms: [{…, to: 2026-11-24}, {…, from: 2026-11-25, tier: fo}]",
            "id: b",
        ),
        (
            ("tier: radio}", "tier: radio, fee: 5}"),
            "site 'b': fee: 900000 -> 5 from 2026-01-01, which is over; write it as a further term",
            "id: b",
        ),
        (
            ("tier: radio}", "tier: radio, to: 2026-11-22}"),
            "site 'b': contract: satu -> none from 2026-11-23, which is over; a term may end with "
            "to: 2026-11-24, or later",
            "id: b",
        ),
        (
            ("    from: 2026-01-01", "    from: 2026-02-01"),
            "contract 'satu': contract: satu -> none from 2026-01-01 to 2026-01-31, 3 sites",
            "    from: 2026-02-01",
        ),
        (
            ("    to: 2026-12-31", "    to: 2026-11-23"),
            "contract 'satu': contract: satu -> none on 2026-11-24, 3 sites",
            "    to: 2026-11-23",
        ),
        (
            ("    from: 2026-01-01", "    from: 2025-12-01"),
            "contract 'satu': contract: none -> satu from 2025-12-01 to 2025-12-31, 3 sites, which "
            "is over; let the term begin with from: 2026-11-25, or later",
            "    from: 2025-12-01",
        ),
        (
            ("Asia/Makassar", "Asia/Jakarta"),
            ": timezone: Asia/Makassar -> Asia/Jakarta from 2026-01-01, which is over; write "
            "timezone: Asia/Makassar",
            "timezone",
        ),
    ],
)  # fmt: skip
def test_each_change_is_told_in_the_file_s_own_words_at_its_line(
    edit: tuple[str, str], said: str, where: str
) -> None:
    found = told(TEXT, *edit)
    assert found[0][0].startswith(said)
    assert where in found[0][1]
    assert len(found) == (2 if "loss" in edit[1] else 1)


def test_a_site_with_a_fee_of_its_own_stands_apart() -> None:
    [(of_tier, _)] = told(OWN, "fee: 2500000", "fee: 2600000")
    assert ", 1 site, " in of_tier
    [(of_site, line)] = told(OWN, "fee: 9}", "fee: 8}")
    assert of_site.startswith("site 'a': fee: 9 -> 8")
    assert "id: a" in line


def test_an_amendment_is_named_by_its_own_line() -> None:
    [(said, line)] = told(amended(date(2026, 7, 1)), "fee: 2600000", "fee: 2700000")
    assert said.startswith("contract 'satu', amendment '2026-07-01', tier 'fo': fee: 2600000 -> ")
    assert "amendments" in line


def test_terms_of_one_site_are_named_by_theirs() -> None:
    text = TEXT.replace(
        "127.64.1.1, contract: satu, tier: fo}",
        "127.64.1.1,\n     terms: [{contract: satu, tier: fo, to: 2026-05-31},\n"
        "             {contract: satu, tier: fo, from: 2026-06-01, fee: 77}]}",
    )
    [(fee, line)] = told(text, "fee: 77", "fee: 78")
    assert fee.startswith("site 'a': fee: 77 -> 78 from 2026-06-01, which is over")
    assert "fee: 78" in line
    [(tier, line)] = told(text, "tier: fo, to", "tier: radio, to")
    assert tier.startswith("site 'a': tier: fo -> radio from 2026-01-01 to 2026-05-31")


def test_another_contract_is_told_of_and_not_all_that_follows_from_it() -> None:
    other = "  dua: {provider: Lain, from: 2026-01-01, to: 2026-12-31, tiers: {fo: {fee: 1}}}\n"
    two = TEXT.replace("sites:\n", f"{other}sites:\n")
    [(said, line)] = told(two, "contract: satu, tier: radio", "contract: dua, tier: fo")
    assert said.startswith("site 'b': contract: satu -> dua from 2026-01-01, which is over")
    assert "id: b" in line


def test_what_a_default_places_is_told_once() -> None:
    bare = TEXT.replace(", contract: satu, tier: fo}", "}").replace(
        "contracts:\n", "defaults: {kinds: {desa: {contract: satu, tier: fo}}}\ncontracts:\n"
    )
    [(said, _)] = told(bare, "contract: satu, tier: fo}}}", "contract: satu, tier: radio}}}")
    assert said.startswith("defaults of kind 'desa': tier: fo -> radio from 2026-01-01, 2 sites")


def test_a_site_taken_out_is_a_warning_and_says_until_when_it_is_judged() -> None:
    [found] = past_problems(sound(TEXT), sound(without("c")), TODAY)
    assert found.severity is Severity.WARNING
    assert found.message.startswith(
        "site 'c' is in force and not in this file: it ends today, 2026-11-25"
    )


def test_a_site_that_comes_back_into_days_on_which_it_was_away_is_told_at_its_line() -> None:
    away = succeed(sound(TEXT), sound(without("c")), date(2026, 11, 22))
    [found] = past_problems(away, sound(TEXT), TODAY)
    assert found.where == "site 'c'"
    assert found.message.startswith(
        "contract: none -> satu from 2026-11-23, which is over; the site was out of the file then: "
        "write terms: [{…, to: 2026-11-22}, {…, from: 2026-11-25}]"
    )


def test_a_site_that_comes_back_to_a_calendar_that_changed_is_told_its_hours() -> None:
    away = succeed(sound(TEXT), sound(without("c").replace("16:00", "15:00")), date(2026, 11, 22))
    back = without("c") + (
        "  - {id: c, name: C, kind: desa, kecamatan: Kuaro, address: 127.64.1.3, contract: satu,\n"
        "     tier: fo, to: 2026-11-22}\n"
    )
    [found] = past_problems(away, sound(back.replace("16:00", "15:00")), TODAY)
    assert found.where == "calendar 'kerja'"
    assert "kerja (07:30-16:00 -> 07:30-15:00) from 2026-01-01 to 2026-11-20, 1 site" in str(found)


def test_nothing_is_said_of_what_changes_no_day_that_is_over() -> None:
    assert past_problems(sound(TEXT), sound(amended(TODAY)), TODAY) == ()


def test_an_amendment_can_take_away_what_the_contract_promised() -> None:
    """The remedy writes ``~`` for nothing: the file must take it."""
    text = TEXT.replace("{service_hours: kerja}", "{service_hours: kerja, repair_target: 4h}")
    [(said, _)] = told(text, ", repair_target: 4h", "")
    assert "amendments: [{from: 2026-11-25, policy: {repair_target: ~}}]" in said
    ended = text.replace(
        "    to: 2026-12-31\n",
        "    to: 2026-12-31\n    amendments: [{from: 2026-11-25, policy: {repair_target: ~}}]\n",
    )
    assert past_problems(sound(text), sound(ended), TODAY) == ()
    term = sound(ended).sites[0].term_on(TODAY)
    assert term is not None
    assert term.policy.repair_target_us is None


LONG_IKIS = "127.64.1.1, changes: [{from: 2026-03-01, kecamatan: Long Ikis}],"
MOVED = TEXT.replace("127.64.1.1,", LONG_IKIS)


@pytest.mark.parametrize(
    ("old", "new", "change", "where"),
    [
        (TEXT, MOVED, "Kuaro -> Long Ikis from 2026-03-01", "kecamatan: Long Ikis"),
        (
            MOVED,
            MOVED.replace("2026-03-01", "2026-04-01"),
            "Long Ikis -> Kuaro from 2026-03-01 to 2026-03-31",
            "id: a",
        ),
        (
            TEXT,
            TEXT.replace("Kuaro", "Long Ikis"),
            "Kuaro -> Long Ikis from 2026-01-01, 3 sites",
            "id: a",
        ),
    ],
)
def test_what_papers_of_days_that_are_over_would_say_otherwise_is_a_warning(
    old: str, new: str, change: str, where: str
) -> None:
    [found] = past_problems(sound(old), sound(new), TODAY)
    assert found.severity is Severity.WARNING
    after = change.partition(" -> ")[2].partition(" from")[0]
    assert found.message == (
        f"kecamatan: {change}, which is over: papers of months that are not closed will say so; "
        f"where it holds from a day on, write changes: [{{from: 2026-11-25, kecamatan: {after}}}]"
    )
    assert where in new.splitlines()[found.line - 1]


def test_what_was_not_told_before_and_what_changes_from_today_on_needs_no_warning() -> None:
    for more in ("line: SID-1, medium: fo", "changes: [{from: 2026-11-25, kecamatan: Long Ikis}]"):
        new = TEXT.replace("127.64.1.1,", f"127.64.1.1, {more},")
        assert past_problems(sound(TEXT), sound(new), TODAY) == ()
