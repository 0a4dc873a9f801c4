"""The worked example: fee Rp1,000,000, T = 720 h, D = 14.4 h, promised 99.5 %, actual 98 %."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.sla.restitution import Missed, due

HOUR = 3600
DAY = 24 * HOUR
EXAMPLE = Missed(
    fee=1_000_000,
    objective=Decimal("99.5"),
    availability=Fraction(98, 100),
    down=51_840,
    month=720 * HOUR,
    term=720 * HOUR,
)
BANDS = tuple(
    (Decimal(low), Decimal(share))
    for low, share in [
        ("99.5", 0),
        ("99.0", 5),
        ("98.0", 10),
        ("97.0", 15),
        ("95.0", 25),
        ("90.0", 50),
        ("0", 100),
    ]
)


def rule(kind: RestitutionKind, cap: str = "1", **more: object) -> Restitution:
    return Restitution(kind, Decimal(cap), **more)


@pytest.mark.parametrize(
    ("kind", "rupiah", "formula"),
    [
        (
            RestitutionKind.PRORATA,
            20_000,
            "prorata = fee x D / T = 1000000 x 51840 / 2592000 = 20000",
        ),
        (
            RestitutionKind.PRORATA_SLA,
            20_101,
            "prorata_sla = fee x D / (T x target) = 1000000 x 51840 / (2592000 x 0.995)"
            " = 20100.502512562814...",
        ),
        (
            RestitutionKind.SELISIH_SLA,
            15_075,
            "selisih_sla = fee x (target - actual) / target"
            " = 1000000 x (0.995 - 0.98) / 0.995 = 15075.376884422110...",
        ),
        (
            RestitutionKind.KELEBIHAN,
            15_000,
            "kelebihan = fee x beyond / T = 1000000 x 38880 / 2592000 = 15000",
        ),
        (
            RestitutionKind.KELIPATAN_HARIAN,
            33_333,
            "kelipatan_harian = 1 x fee / days x blocks = 1 x 1000000 / 30 x 1"
            " = 33333.333333333333...",
        ),
    ],
)
def test_the_worked_example_of_each_formula(
    kind: RestitutionKind, rupiah: int, formula: str
) -> None:
    owed = due(EXAMPLE, Policy(), rule(kind))
    assert owed.rupiah == rupiah
    assert formula in owed.working


def test_a_daily_multiple_is_owed_for_each_started_day_beyond_the_tolerance() -> None:
    daily = rule(RestitutionKind.KELIPATAN_HARIAN, multiple=Decimal(2))
    assert due(EXAMPLE, Policy(), daily).rupiah == 66_667
    tolerated = 12_960
    for down, blocks in [
        (tolerated + 1, 1),
        (tolerated + DAY, 1),
        (tolerated + DAY + 1, 2),
        (tolerated + 2 * DAY, 2),
    ]:
        owed = due(replace(EXAMPLE, down=down), Policy(), daily)
        assert owed.rupiah == round(Fraction(2_000_000, 30) * blocks)


def test_a_down_time_within_the_tolerance_owes_no_day_and_no_excess() -> None:
    # Excluded time can make the objective missed although D is below T x (1 - target).
    little = replace(EXAMPLE, down=100)
    for kind in (RestitutionKind.KELIPATAN_HARIAN, RestitutionKind.KELEBIHAN):
        assert due(little, Policy(), rule(kind)).rupiah == 0


@pytest.mark.parametrize(
    ("actual", "rupiah"),
    [
        ("99.5", 0),
        ("99.49999", 50_000),
        ("99", 50_000),
        ("98", 100_000),
        ("97.999999999", 150_000),
        ("95", 250_000),
        ("90", 500_000),
        ("89.99", 1_000_000),
        ("0", 1_000_000),
    ],
)
def test_a_band_begins_exactly_at_its_bound(actual: str, rupiah: int) -> None:
    month = replace(EXAMPLE, availability=Fraction(actual) / 100)
    shuffled = (*BANDS[3:], *BANDS[:3])
    owed = due(month, Policy(), rule(RestitutionKind.PITA, bands=shuffled))
    assert owed.rupiah == rupiah


def test_below_the_lowest_band_its_share_goes_on() -> None:
    month = replace(EXAMPLE, availability=Fraction(1, 2))
    owed = due(month, Policy(), rule(RestitutionKind.PITA, bands=BANDS[:3]))
    assert owed.rupiah == 100_000
    assert "pita: actual 50 %, band from 98.0 %: 10 % of the fee" in owed.working


def test_without_bands_nothing_was_agreed() -> None:
    assert due(EXAMPLE, Policy(), rule(RestitutionKind.PITA)).rupiah == 0


def test_the_cap_is_a_share_of_the_fee_and_the_working_says_that_it_is_reached() -> None:
    owed = due(EXAMPLE, Policy(), rule(RestitutionKind.PRORATA, cap="0.01"))
    assert owed.rupiah == 10_000
    assert "cap = 0.01 x 1000000 = 10000; it is reached" in owed.working


def test_an_amount_equal_to_the_cap_does_not_reach_it() -> None:
    owed = due(EXAMPLE, Policy(), rule(RestitutionKind.PRORATA, cap="0.02"))
    assert owed.rupiah == 20_000
    assert "cap = 0.02 x 1000000 = 20000; it is not reached" in owed.working


@pytest.mark.parametrize(("fee", "rupiah"), [(25, 1), (24, 0), (26, 1), (75, 2)])
def test_half_a_rupiah_is_rounded_up(fee: int, rupiah: int) -> None:
    # D / T is 1/50, so 25 rupiah give exactly half a rupiah and 75 give one and a half.
    owed = due(replace(EXAMPLE, fee=fee), Policy(), rule(RestitutionKind.PRORATA))
    assert owed.rupiah == rupiah


def test_the_term_divides_and_the_fee_is_cut_where_the_contract_says_so() -> None:
    half = replace(EXAMPLE, term=360 * HOUR)
    by_term = Policy(denominator=Denominator.CONTRACT_TERM)
    by_seconds = Policy(fee_partial=FeePartial.BY_SECONDS)
    both = replace(by_term, fee_partial=FeePartial.BY_SECONDS)
    prorata = rule(RestitutionKind.PRORATA)
    assert due(half, Policy(), prorata).rupiah == 20_000
    assert due(half, by_term, prorata).rupiah == 40_000
    assert due(half, by_seconds, prorata).rupiah == 10_000
    assert due(half, both, prorata).rupiah == 20_000


def test_the_working_can_be_followed_line_by_line() -> None:
    policy = Policy(denominator=Denominator.CONTRACT_TERM, fee_partial=FeePartial.BY_SECONDS)
    half = replace(EXAMPLE, term=360 * HOUR)
    assert due(half, policy, rule(RestitutionKind.KELEBIHAN, cap="0.5")).working == (
        "fee = 1000000 x 1296000 / 2592000 = 500000 rupiah",
        "D = 51840 s down; T = 1296000 s, the month inside the contract term",
        "beyond = max(0, D - T x (1 - target)) = max(0, 51840 - 1296000 x (1 - 0.995)) = 45360 s",
        "kelebihan = fee x beyond / T = 500000 x 45360 / 1296000 = 17500",
        "cap = 0.5 x 500000 = 250000; it is not reached",
        "credit = 17500, rounded half up = 17500 rupiah",
    )
