"""Who needs fibre most: worked by hand, and laws that hold for any list."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pantau.facts.words import Medium, SiteKind
from pantau.planning.migration import (
    WEIGHTS,
    Candidate,
    Factor,
    Neighbour,
    Ranked,
    metres_between,
    nearest,
    rank,
)


def site(name: str, **known: object) -> Candidate:
    """A village on a modem of which nothing is known but what is given."""
    nothing = Candidate(
        name, name, SiteKind.DESA, "Kuaro", Medium.MODEM_4G, None, None, None, None, None, None
    )
    return replace(nothing, **known)  # type: ignore[arg-type]


def of(name: str, ranked: tuple[Ranked, ...]) -> Ranked:
    return next(each for each in ranked if each.candidate.site == name)


FULL = {
    "down_seconds": 36_000,
    "work_down_seconds": 7_200,
    "loss": Fraction(4, 100),
    "p95_us": 200_000,
    "people": 1_000,
    "fibre": Neighbour("hub", "Hub", 10_000),
}


def test_a_list_worked_by_hand() -> None:
    other = site(
        "b",
        kind=SiteKind.PUSKESMAS,
        down_seconds=72_000,
        work_down_seconds=1_800,
        loss=Fraction(1, 100),
        p95_us=50_000,
        people=4_000,
        fibre=Neighbour("hub", "Hub", 2_500),
    )
    first, second = rank([site("a", **FULL), other])
    # a: (2·36/72 + 3·1 + 2·1 + 2·1 + 2·0,6 + 2·1/4 + 1·0) / 14
    # b: (2·1 + 3·1/4 + 2·1/4 + 2·1/4 + 2·1 + 2·1 + 1·3/4) / 14
    assert (first.candidate.site, first.score) == ("a", Fraction(970, 14))
    assert (second.candidate.site, second.score) == ("b", Fraction(850, 14))
    assert (first.rank, second.rank) == (1, 2)
    assert [each.points for each in second.parts] == [
        2,
        Fraction(3, 4),
        Fraction(1, 2),
        Fraction(1, 2),
        2,
        2,
        Fraction(3, 4),
    ]
    assert first.least == first.score == first.most


def test_what_is_unknown_is_named_and_weighs_nothing() -> None:
    known, silent = rank([site("a", **FULL), site("b", **{**FULL, "people": None})])
    assert silent.unknown == (Factor.PEOPLE,)
    # The people of a are the most of all: 2·1 of it. Without the factor both are alike.
    assert known.score == Fraction(100 * (2 + 3 + 2 + 2 + Fraction(12, 10) + 2), 14)
    assert silent.score == Fraction(100 * (2 + 3 + 2 + 2 + Fraction(12, 10)), 12)
    assert silent.least < silent.score < silent.most


def test_who_is_on_fibre_is_left_out_and_an_unknown_medium_is_not() -> None:
    found = rank([site("a", medium=Medium.FO), site("b", medium=None)])
    assert [each.candidate.site for each in found] == ["b"]


def test_nobody_who_lost_nothing_needs_fibre_for_it() -> None:
    (only,) = rank([site("a", **{**FULL, "down_seconds": 0, "fibre": Neighbour("h", "H", 0)})])
    shares = {each.factor: each.share for each in only.parts}
    assert (shares[Factor.HOURS_LOST], shares[Factor.NEARNESS]) == (0, 1)


def test_without_weights_there_is_no_score() -> None:
    found = rank([site("b", **FULL), site("a", **FULL)], {})
    assert [(each.candidate.site, each.rank, each.score) for each in found] == [
        ("a", None, None),
        ("b", None, None),
    ]


def test_equal_scores_have_one_rank_and_stand_by_name() -> None:
    found = rank([site("c", **FULL), site("a", **FULL), site("b", **{**FULL, "loss": Fraction()})])
    assert [(each.candidate.site, each.rank) for each in found] == [("a", 1), ("c", 1), ("b", 3)]


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((0.0, 0.0), (0.0, 0.0), 0),
        ((0.0, 0.0), (0.0, 180.0), 20_015_115),
        # A minute of latitude on the mean sphere.
        ((-1.9, 116.2), (-1.9 + 1 / 60, 116.2), 1_853),
    ],
)
def test_distances(one: tuple[float, float], other: tuple[float, float], metres: int) -> None:
    assert metres_between(one, other) == pytest.approx(metres, abs=1)
    assert metres_between(other, one) == metres_between(one, other)


def test_the_nearest_is_named() -> None:
    sites = [("far", "Jauh", (-1.8, 116.2)), ("near", "Dekat", (-1.89, 116.2))]
    found = nearest((-1.9, 116.2), sites)
    assert found is not None
    assert (found.site, found.name, found.metres) == ("near", "Dekat", 1_112)
    assert nearest(None, sites) is None
    assert nearest((-1.9, 116.2), []) is None


def _maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


CANDIDATES = st.builds(
    site,
    st.uuids().map(str),
    kind=st.sampled_from(SiteKind),
    down_seconds=_maybe(st.integers(0, 2_678_400)),
    work_down_seconds=_maybe(st.integers(0, 600_000)),
    loss=_maybe(st.fractions(0, 1, max_denominator=1_000)),
    p95_us=_maybe(st.integers(1, 2_000_000)),
    people=_maybe(st.integers(0, 50_000)),
    fibre=_maybe(st.integers(0, 200_000).map(lambda far: Neighbour("h", "H", far))),
)
LISTS = st.lists(CANDIDATES, min_size=1, max_size=6)
WEIGHED = st.fixed_dictionaries({each: st.integers(0, 10).map(Fraction) for each in Factor})
WORSE = {
    Factor.HOURS_LOST: "down_seconds",
    Factor.WORK_HOURS_LOST: "work_down_seconds",
    Factor.LOSS: "loss",
    Factor.LATENCY: "p95_us",
    Factor.PEOPLE: "people",
}


@given(LISTS, WEIGHED, st.fractions(Fraction(1, 100), 100))
def test_scaling_all_weights_changes_nothing(found, weights, times) -> None:
    scaled = {factor: weight * times for factor, weight in weights.items()}
    one, other = rank(found, weights), rank(found, scaled)
    assert [(each.rank, each.candidate, each.score) for each in one] == [
        (each.rank, each.candidate, each.score) for each in other
    ]


@given(LISTS, st.permutations(range(6)))
def test_the_order_in_which_sites_come_changes_nothing(found, order) -> None:
    mixed = [found[at] for at in order if at < len(found)]
    assert rank(found) == rank(mixed)


@given(LISTS, WEIGHED, st.sampled_from(sorted(WORSE)), st.integers(1, 100))
def test_who_is_worse_in_one_thing_needs_it_no_less(found, weights, factor, more) -> None:
    key = WORSE[factor]
    before = getattr(found[0], key)
    assume(before is not None)
    added = Fraction(more, 1_000) if factor is Factor.LOSS else more
    worse = [replace(found[0], **{key: before + added}), *found[1:]]
    was, became = of(found[0].site, rank(found, weights)), of(found[0].site, rank(worse, weights))
    assert (was.score is None) == (became.score is None)
    if was.score is not None:
        assert was.score <= became.score
        assert became.rank <= was.rank


@given(LISTS, WEIGHED, st.integers(1, 10_000))
def test_who_is_nearer_to_fibre_needs_no_longer_a_way(found, weights, nearer) -> None:
    fibre = found[0].fibre
    assume(fibre is not None and fibre.metres >= nearer)
    moved = replace(found[0], fibre=replace(fibre, metres=fibre.metres - nearer))
    # The longest way of the list stays what it was, or one would compare two lists.
    longest = site("z", fibre=Neighbour("h", "H", 300_000))
    was = of(moved.site, rank([*found, longest], weights))
    became = of(moved.site, rank([moved, *found[1:], longest], weights))
    assert was.score is None or was.score <= became.score


@given(LISTS, WEIGHED)
def test_a_score_lies_between_what_it_could_be(found, weights) -> None:
    for each in rank(found, weights):
        assert 0 <= each.least <= each.most <= 100
        assert each.score is None or each.least <= each.score <= each.most
        for part in each.parts:
            assert part.share is None or 0 <= part.share <= 1


def test_every_factor_weighs_something_unless_somebody_says_otherwise() -> None:
    assert set(WEIGHTS) == set(Factor)
    assert all(weight > 0 for weight in WEIGHTS.values())
