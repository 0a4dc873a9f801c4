"""Who is on call: later words before earlier ones, all of them before the rota."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import DAY, HOUR
from pantau.inventory.alerting import Rota, Shift, Weekly
from pantau.inventory.duty import Duty, duty, on_call
from tests.sla.build import at

MONDAY = at("2026-11-02T08:00")
WEEKS = Weekly(MONDAY, 7, ("rina", "budi"))


def test_people_take_turns_from_the_first_on() -> None:
    rota = Rota("piket", WEEKS)
    assert on_call(rota, (), MONDAY - 1) is None
    assert on_call(rota, (), MONDAY) == "rina"
    assert on_call(rota, (), MONDAY + 7 * DAY - 1) == "rina"
    assert on_call(rota, (), MONDAY + 7 * DAY) == "budi"
    assert on_call(rota, (), MONDAY + 14 * DAY) == "rina"


def test_a_shift_goes_before_the_turns_and_the_last_word_before_all() -> None:
    first = Shift(MONDAY, MONDAY + DAY, "udin")
    rota = Rota("piket", WEEKS, (first, Shift(MONDAY, MONDAY + HOUR, "sari")))
    changes = [
        Shift(MONDAY, MONDAY + 4 * HOUR, "tono"),
        Shift(MONDAY + HOUR, MONDAY + 2 * HOUR, "wati"),
    ]
    assert on_call(rota, (), MONDAY) == "sari"
    assert duty(rota, changes, MONDAY - HOUR, MONDAY + 2 * DAY) == [
        Duty(MONDAY - HOUR, MONDAY, None),
        Duty(MONDAY, MONDAY + HOUR, "tono"),
        Duty(MONDAY + HOUR, MONDAY + 2 * HOUR, "wati"),
        Duty(MONDAY + 2 * HOUR, MONDAY + 4 * HOUR, "tono"),
        Duty(MONDAY + 4 * HOUR, MONDAY + DAY, "udin"),
        Duty(MONDAY + DAY, MONDAY + 2 * DAY, "rina"),
    ]


def test_a_rota_of_shifts_alone_has_gaps() -> None:
    rota = Rota("piket", None, (Shift(MONDAY, MONDAY + HOUR, "rina"),))
    assert duty(rota, (), MONDAY, MONDAY + DAY) == [
        Duty(MONDAY, MONDAY + HOUR, "rina"),
        Duty(MONDAY + HOUR, MONDAY + DAY, None),
    ]


# Hours on a short line of time, so that edges meet often.
PEOPLE = st.sampled_from(["rina", "budi", "udin"])
SHIFTS = st.lists(
    st.builds(
        lambda begin, length, person: Shift(begin * HOUR, (begin + length) * HOUR, person),
        st.integers(0, 90),
        st.integers(1, 40),
        PEOPLE,
    ),
    max_size=6,
)
TURNS = st.none() | st.builds(
    lambda begin, days, people: Weekly(begin * HOUR, days, tuple(people)),
    st.integers(-100, 90),
    st.integers(1, 2),
    st.lists(PEOPLE, min_size=1, max_size=3),
)


def naively(rota: Rota, changes: list[Shift], hour: int) -> str | None:
    """Painted from the lowest layer to the highest."""
    holds, turns = None, rota.turns
    if turns is not None:
        turn, who = turns.begin // HOUR, 0
        while turn <= hour:
            holds = turns.people[who % len(turns.people)]
            turn, who = turn + turns.days * 24, who + 1
    for shift in [*rota.shifts, *changes]:
        if shift.begin // HOUR <= hour < shift.end // HOUR:
            holds = shift.person
    return holds


@given(TURNS, SHIFTS, SHIFTS, st.integers(-5, 60), st.integers(1, 80))
def test_every_hour_has_whom_painting_layer_over_layer_gives(
    turns: Weekly | None, shifts: list[Shift], changes: list[Shift], first: int, hours: int
) -> None:
    rota = Rota("piket", turns, tuple(shifts))
    found = duty(rota, changes, first * HOUR, (first + hours) * HOUR)
    assert (found[0].begin, found[-1].end) == (first * HOUR, (first + hours) * HOUR)
    for one, next_one in pairwise(found):
        assert one.end == next_one.begin
        assert one.person != next_one.person
    for hour in range(first, first + hours):
        wanted = naively(rota, changes, hour)
        (holding,) = [each for each in found if each.begin <= hour * HOUR < each.end]
        assert holding.person == wanted == on_call(rota, changes, hour * HOUR)
