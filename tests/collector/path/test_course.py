"""One path: what is asked, how often, and what is known when it is over."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from collector.path.course import AT_MOST_NS, PAUSE_NS, TRIES, Course
from collector.path.errors import Told
from pantau.facts.path import MOST_HOPS, Path

SITE = "127.64.0.9"
_STEP = PAUSE_NS // 2


Answers = dict[int, tuple[Told, str]]
"""By hop."""


def walk(answers: Answers, takes: int = 3 * PAUSE_NS) -> tuple[Course, int, Counter[int]]:
    """Ask until it is over, each answer ``takes`` ns later. Also when, and how often each hop."""
    course, now = Course(SITE, 7, 0), 0
    coming: list[tuple[int, int]] = []
    asked: Counter[int] = Counter()
    while not course.over(now):
        for hop in [each[1] for each in coming if each[0] <= now]:
            course.heard(hop, *answers[hop])
        coming = [each for each in coming if each[0] > now]
        due = course.next(now)
        if due is not None:
            course.sent(due, now)
            asked[due] += 1
            if due in answers:
                coming.append((now + takes, due))
        now += _STEP
    return course, now, asked


def routers(*numbers: int) -> Answers:
    return {n: (Told.EXCEEDED, f"127.64.255.{n}") for n in numbers}


def reached(hops: int) -> Answers:
    beyond = dict.fromkeys(range(hops, MOST_HOPS + 1), (Told.REPLY, SITE))
    return {**routers(*range(1, hops)), **beyond}


def test_a_path_that_is_whole_is_known_at_once() -> None:
    course, now, asked = walk(reached(5))
    hosts = tuple(f"127.64.255.{n}" for n in range(1, 5))
    assert course.path() == Path(7, (*hosts, SITE), reached=True)
    assert now < 20 * PAUSE_NS
    assert max(asked.values()) == 1


def test_a_path_that_ends_is_asked_three_times_and_no_further_than_five_hops() -> None:
    course, now, asked = walk(routers(1, 2))
    assert course.path() == Path(7, ("127.64.255.1", "127.64.255.2"), reached=False)
    assert asked == {1: 1, 2: 1, **dict.fromkeys(range(3, 8), TRIES)}
    assert now <= AT_MOST_NS


def test_a_router_that_says_nothing_is_a_hole_in_it() -> None:
    course, _, asked = walk({**reached(4), 2: (Told.UNREACHABLE, "127.64.255.7")})
    assert course.path() == Path(7, ("127.64.255.1", None, "127.64.255.3", SITE), reached=True)
    assert asked[2] == 1
    without = reached(4)
    del without[2]
    assert walk(without)[0].path() == course.path()


def test_somebody_else_who_replies_is_not_the_site() -> None:
    course, _, _ = walk({1: (Told.REPLY, "127.64.0.10")})
    assert course.path() == Path(7, (), reached=False)


def test_a_slow_answer_counts_while_it_is_asked() -> None:
    course, _, _ = walk(reached(2), takes=700_000_000)
    assert course.path().reached


@given(
    st.dictionaries(
        st.integers(1, MOST_HOPS),
        st.tuples(st.sampled_from(Told), st.sampled_from([SITE, "127.64.255.1", "::1"])),
    ),
    st.integers(0, 3_000_000_000),
)
def test_whatever_is_said_it_ends_within_its_bounds(answers: Answers, takes: int) -> None:
    course, now, asked = walk(answers, takes)
    path = course.path()
    assert now <= AT_MOST_NS + _STEP
    assert max(asked.values()) <= TRIES
    assert set(asked) <= set(range(1, MOST_HOPS + 1))
    assert len(path.hops) <= MOST_HOPS
    assert not path.reached or path.hops[-1] == SITE
