"""When a session counts and when a password is not looked at: rules over any history."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.sessions import (
    LIMITS,
    holds,
    locked_until,
    new_session,
    turned_away,
    use_of,
    whereabouts,
)
from pantau.facts.accounts import SignInRefusal, SignInWay
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.said import Account
from pantau.facts.words import Role

NOW = 1_790_812_800 * SECOND
ENTRY = Entry(1, NOW, "a", "b", EntryKind.ACCOUNT_OPENED, "rina", b"{}", b"", b"")
STEPS = st.lists(st.tuples(st.integers(0, 30 * DAY), st.booleans()), max_size=30)


def account(way: SignInWay = SignInWay.PASSWORD) -> Account:
    return Account("rina", "Rina", Role.VIEWER, way, None, ENTRY, None)


@given(way=st.sampled_from(SignInWay), steps=STEPS)
def test_a_session_holds_exactly_while_it_is_used_often_enough_and_not_too_old(
    way: SignInWay, steps: list[tuple[int, bool]]
) -> None:
    who, limits = account(way), LIMITS[way]
    session = new_session("token", who, "Firefox", NOW)
    now, end = NOW, NOW + limits.lasts
    for pause, is_used in steps:
        now += pause
        alive = holds(session, who, now)
        assert alive == (now < end and now - session.seen < limits.idle)
        if not alive:
            return
        if is_used and (noted := use_of(session, now)):
            session = replace(session, seen=noted[0], expires=noted[1])
            end = now + limits.lasts if limits.rolling else end
            assert session.expires == end
        assert now - session.seen < MINUTE or not is_used


@given(way=st.sampled_from(SignInWay), pause=st.integers(0, 400 * DAY))
def test_nothing_holds_for_an_account_that_is_closed_gone_or_comes_in_another_way(
    way: SignInWay, pause: int
) -> None:
    session = new_session("token", account(way), "", NOW)
    assert holds(session, account(way), NOW)
    assert not holds(session, None, NOW + pause)
    assert not holds(session, replace(account(way), closed=ENTRY), NOW + pause)
    for other in set(SignInWay) - {way}:
        assert not holds(session, account(other), NOW + pause)


def test_what_a_browser_says_of_itself_is_kept_short_and_printable() -> None:
    kept = new_session("token", account(), "Fire\nfox\x1b" + "x" * 500, NOW).agent
    assert (kept[:7], len(kept), kept.isprintable()) == ("Firefox", 120, True)


@given(st.lists(st.integers(0, DAY), max_size=60))
def test_a_lock_lasts_a_minute_to_an_hour_and_never_without_five_in_a_quarter(
    times: list[int],
) -> None:
    failures = sorted(NOW + each for each in times)
    until = locked_until(failures)
    spans = [b - a for a, b in zip(failures, failures[4:], strict=False)]
    assert (until is None) == (not any(span <= 15 * MINUTE for span in spans))
    if until is not None:
        assert MINUTE <= until - failures[-1] <= HOUR


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.64.0.1", "10.64.0.1", True),
        ("10.64.0.1", "10.64.0.2", False),
        ("", "unix", False),
    ],
)
def test_of_an_ipv6_address_the_first_half_counts(one: str, other: str, same: bool) -> None:
    assert (whereabouts(one) == whereabouts(other)) is same


def test_each_further_failure_doubles_the_wait() -> None:
    failures = [NOW] * 5
    waits = []
    for _ in range(9):
        until = locked_until(failures)
        assert until is not None
        waits.append((until - failures[-1]) // MINUTE)
        failures.append(until)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize(
    ("by_name", "by_address", "after", "reason"),
    [
        (4, 4, 0, None),
        (5, 5, MINUTE - 1, SignInRefusal.LOCKED),
        (5, 5, MINUTE, None),
        (0, 29, 0, None),
        (0, 30, 15 * MINUTE - 1, SignInRefusal.TOO_OFTEN),
        (0, 30, 15 * MINUTE, None),
    ],
)
def test_five_of_a_name_or_thirty_of_an_address_turn_away_until_it_is_said(
    by_name: int, by_address: int, after: int, reason: SignInRefusal | None
) -> None:
    away = turned_away([NOW] * by_name, [NOW] * by_address, NOW + after)
    assert (away.reason if away else None) == reason
    if away is not None:
        assert away.until is not None
        assert turned_away([NOW] * by_name, [NOW] * by_address, away.until) is None
