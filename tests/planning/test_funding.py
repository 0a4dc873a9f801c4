"""Who pays for which line, until when, and where two are paid for at one place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.region import DoubleReason, FundingState
from pantau.facts.words import SiteKind
from pantau.inventory.contracts import Funding
from pantau.inventory.model import Site
from pantau.planning.funding import doubles, hand_overs, metres, payer_on, row, rows
from tests.sla.build import site, term

TODAY = date(2026, 10, 10)
PROVINCE = Funding("Provinsi", date(2026, 1, 1), date(2026, 12, 31), "Internet Desa")
REGENCY = Funding("Kabupaten", date(2027, 1, 1))
LONG = term(date(2026, 1, 1), date(2027, 12, 31))


def paid(*funding: Funding, **other: object) -> Site:
    made = replace(site("desa-legai"), terms=(LONG,), funding=funding)
    return replace(made, **other)  # type: ignore[arg-type] # by name


def test_the_last_day_is_paid_for_and_the_next_is_anothers() -> None:
    here = paid(PROVINCE, REGENCY)
    assert payer_on(here, date(2026, 12, 31)) == PROVINCE
    assert payer_on(here, date(2027, 1, 1)) == REGENCY
    assert payer_on(here, date(2025, 12, 31)) is None


@pytest.mark.parametrize(("left", "found"), [(90, True), (91, False), (0, True), (-1, False)])
def test_a_hand_over_is_near_from_so_many_days_before_until_the_last_one(
    left: int, found: bool
) -> None:
    today = date(2026, 12, 31) - timedelta(days=left)
    assert bool(hand_overs([paid(PROVINCE, REGENCY)], today, 90)) is found


def test_a_contract_that_ends_with_it_hides_no_hand_over() -> None:
    ends = replace(LONG, end=date(2026, 12, 31))
    assert hand_overs([paid(PROVINCE, terms=(ends,))], TODAY)


@pytest.mark.parametrize(
    ("funding", "today", "state", "days"),
    [
        ((PROVINCE, REGENCY), TODAY, FundingState.HANDED_OVER, 82),
        ((PROVINCE,), TODAY, FundingState.ENDING, 82),
        ((PROVINCE,), date(2026, 5, 1), FundingState.PAID, 244),
        ((PROVINCE,), date(2027, 1, 10), FundingState.UNPAID, -10),
        ((PROVINCE, REGENCY), date(2027, 1, 10), FundingState.PAID, None),
        ((REGENCY,), TODAY, FundingState.UNPAID, None),
        ((PROVINCE,), date(2028, 1, 1), FundingState.PAID, -366),
        ((), TODAY, FundingState.UNSTATED, None),
    ],
)
def test_how_a_site_stands(
    funding: tuple[Funding, ...], today: date, state: FundingState, days: int | None
) -> None:
    found = row(paid(*funding), today)
    assert (found.state, found.days) == (state, days)


def test_what_has_to_be_done_comes_first() -> None:
    sites = [
        paid(id="d"),
        paid(PROVINCE, REGENCY, id="c"),
        paid(PROVINCE, id="b"),
        paid(replace(PROVINCE, end=date(2026, 9, 30)), id="a"),
    ]
    assert [each.site.id for each in rows(sites, TODAY)] == ["a", "b", "c", "d"]


def test_two_lines_of_one_place_are_found_with_the_cheaper_fee_wasted() -> None:
    dear, cheap = replace(LONG, fee=2_500_000), replace(LONG, fee=500_000)
    one = paid(id="a", place="kantor", terms=(dear,))
    other = paid(id="b", place="kantor", terms=(cheap,))
    [found] = doubles([one, other], TODAY)
    assert ([each.id for each in found.sites], found.reason) == (["a", "b"], DoubleReason.PLACE)
    assert found.wasted == 500_000
    unknown = paid(id="b", place="kantor", terms=(replace(LONG, fee=None),))
    assert doubles([one, unknown], TODAY)[0].wasted is None


@pytest.mark.parametrize(
    "other",
    [
        {"terms": ()},
        {"terms": (replace(LONG, fee=0),)},
        {"terms": (replace(LONG, end=date(2026, 10, 9)),)},
        {"funding": (replace(PROVINCE, end=date(2026, 9, 30)),)},
        {"place": None},
    ],
    ids=str,
)
def test_a_line_that_nobody_pays_for_doubles_nothing(other: dict[str, object]) -> None:
    one = paid(id="a", place="kantor")
    assert doubles([one, replace(one, id="b", **other)], TODAY) == ()  # type: ignore[arg-type]


def test_a_village_has_one_office() -> None:
    one = paid(id="a", kind=SiteKind.DESA, desa="64.01.01.2012")
    school = replace(one, id="b", kind=SiteKind.SEKOLAH)
    assert doubles([one, school], TODAY) == ()
    [found] = doubles([one, replace(one, id="b")], TODAY)
    assert found.reason is DoubleReason.VILLAGE_OFFICE


def test_near_is_near_only_where_somebody_measured_the_place() -> None:
    school = paid(id="a", kind=SiteKind.SEKOLAH, desa="64.01.01.2012", at=(-1.8761, 115.9482))
    near = replace(school, id="b", at=(-1.8763, 115.9482))
    assert metres(school, near) == pytest.approx(22.3, abs=0.1)
    [found] = doubles([school, near], TODAY)
    assert found.reason is DoubleReason.NEAR
    assert doubles([school, replace(near, at=(-1.8766, 115.9482))], TODAY) == ()
    middle = (-1.875, 115.947)
    assert doubles([replace(school, at=middle), replace(near, at=middle)], TODAY) == ()


def test_one_place_is_told_of_once() -> None:
    one = paid(id="a", kind=SiteKind.DESA, desa="64.01.01.2012", place="kantor")
    assert len(doubles([one, replace(one, id="b")], TODAY)) == 1


days = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@given(days, st.integers(0, 400))
def test_a_wider_look_ahead_finds_no_less(today: date, within: int) -> None:
    here = [paid(PROVINCE, REGENCY), paid(PROVINCE, id="b")]
    near, far = hand_overs(here, today, within), hand_overs(here, today, within + 30)
    assert set(near) <= set(far)
    assert all(0 <= (each.ends - today).days <= within for each in near)
