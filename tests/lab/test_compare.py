"""The comparison itself: what it lets pass and what it does not."""

from itertools import product

import pytest

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Gap, Interval, LedgerFacts, Outage
from pantau.facts.words import GapReason
from pantau.lab.chance import RARE, lost_in_a_row, until_in_a_row
from pantau.lab.compare import Kind, Recorded, compare
from pantau.lab.timeline import Why
from pantau.lab.truth import Hidden, TrueOutage, Truth, Unseen

SITE = "desa"


def truth(*silent: tuple[float, float], loss: float = 0.0, **more: object) -> Truth:
    """An hour of one site; seconds."""
    outages = tuple(
        TrueOutage(SITE, Why.OUTAGE, ((us(begin), us(end)),), loss > 0, loss)
        for begin, end in silent
    )
    fields: dict = {"unseen": (), "bursty": {}, "unwritable": [], "spells": {}} | more
    return Truth(0, 60 * MINUTE, {SITE: outages}, **fields)


def written(*spans: tuple[float, float], gaps: tuple[tuple[float, float], ...] = ()) -> Recorded:
    outages = tuple(
        Outage(f"O{number}", SITE, us(begin), us(end), last_up_before=us(begin) - 5 * SECOND)
        for number, (begin, end) in enumerate(spans)
    )
    unknown = tuple(
        Gap(f"G{number}", SITE, us(begin), us(end), GapReason.UNCONFIRMED)
        for number, (begin, end) in enumerate(gaps)
    )
    facts = LedgerFacts({SITE: (Interval(0, 60 * MINUTE),)}, (), outages, unknown)
    return Recorded(facts, {each.id: each.started_at + 5 * SECOND for each in outages})


def us(seconds: float) -> int:
    return round(seconds * SECOND)


def kinds(truth: Truth, recorded: Recorded) -> list[Kind]:
    return [each.kind for each in compare(truth, recorded, [SITE]).findings]


def test_what_is_as_it_was_is_right() -> None:
    found = compare(truth((100, 160)), written((102, 160.7)), [SITE])
    assert found.findings == []
    assert (found.ends, found.delays) == ([700_000], [7 * SECOND])
    assert found.availability_error == pytest.approx(-100 * 1.3 / 3600)


def test_silences_too_brief_to_be_outages_are_told_apart() -> None:
    found = compare(truth((100, 104), (200, 260)), written((202, 260)), [SITE])
    assert found.findings == []
    assert found.availability_error == pytest.approx(-100 * 6 / 3600)
    assert found.lasting_error == pytest.approx(-100 * 2 / 3600)


@pytest.mark.parametrize(
    ("spans", "wrong"),
    [
        ([(102, 161.6)], [Kind.LONGER]),
        ([(98, 160.5)], [Kind.BEGIN, Kind.LONGER]),
        ([(106, 160.5)], [Kind.BEGIN]),
        ([(102, 158)], [Kind.END]),
        ([(102, 125), (130, 160.5)], [Kind.TWICE]),
        ([], [Kind.MISSED]),
        ([(102, 160.5), (300, 310)], [Kind.FALSE]),
    ],
)
def test_what_is_not_as_it_was_is_found(
    spans: list[tuple[float, float]], wrong: list[Kind]
) -> None:
    assert sorted(kinds(truth((100, 160)), written(*spans))) == wrong


def test_unknown_time_needs_a_reason() -> None:
    gap = written(gaps=((200, 202),))
    assert kinds(truth(), gap) == [Kind.UNKNOWN]
    assert kinds(truth(unseen=(Unseen(us(199), us(203), Hidden.CRASH),)), gap) == []


def test_nothing_is_known_while_nothing_answers() -> None:
    blind = Unseen(us(94), us(149), Hidden.BLIND, (us(100), us(140)))
    seen = truth(unseen=(blind,))
    assert kinds(seen, written(gaps=((96, 141),))) == []
    assert kinds(seen, written(gaps=((101, 141),))) == [Kind.SEEN_BLIND]


def test_a_burst_is_a_real_silence_of_the_length_written_down() -> None:
    bursty = truth(bursty={SITE: [(0, us(3600))]}, spells={SITE: [(us(99), us(120))]})
    assert kinds(bursty, written((100, 121))) == [Kind.BURST]
    assert kinds(bursty, written((100, 140))) == [Kind.LONGER]
    assert kinds(bursty, written((200, 210))) == [Kind.FALSE]


def test_where_echoes_are_lost_chance_alone_may_draw_out_an_outage_a_little() -> None:
    assert kinds(truth((100, 160), loss=0.01), written((102, 162.5))) == []
    assert kinds(truth((100, 160), loss=0.01), written((102, 175))) == [Kind.LONGER]
    assert kinds(truth((100, 160), loss=0.2), written((102, 175))) == []


def test_chance_is_what_it_is() -> None:
    assert lost_in_a_row(0.0) == 1
    assert 0.2 ** lost_in_a_row(0.2) < RARE <= 0.2 ** (lost_in_a_row(0.2) - 1)
    assert until_in_a_row(3, 0.0) == 3
    assert until_in_a_row(1, 0.2) == lost_in_a_row(0.2)


def test_waiting_for_answers_in_a_row_is_as_long_as_counting_all_cases_says() -> None:
    def never(number: int, share: float) -> float:
        cases = product("01", repeat=number)
        waiting = ["".join(case) for case in cases if "111" not in "".join(case)]
        return sum(share ** each.count("0") * (1 - share) ** each.count("1") for each in waiting)

    number = until_in_a_row(3, 0.02)
    assert never(number, 0.02) < RARE <= never(number - 1, 0.02)
