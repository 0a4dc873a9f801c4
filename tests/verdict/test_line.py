"""The state machine of a link, against a naive model that looks at the whole history."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.words import Outcome, Purpose, State
from pantau.verdict import line as verdict
from pantau.verdict.line import Line, Sent, Turn

NEEDED, RECOVER = 4, 3


def echo(at: int) -> Sent:
    return Sent(at, Purpose.HEARTBEAT)


def vouched(_: int) -> bool:
    return True


def play(fates: list[bool]) -> tuple[list[tuple[int, int, int | None]], Line]:
    """Settle echoes sent at 1, 2, 3, … in order; every run of silence has its witness."""
    line = Line()
    outages: list[list[int | None]] = []
    for at, alive in enumerate(fates, 1):
        if alive:
            line, turn, ended = verdict.answered(line, echo(at), RECOVER, vouched)
            if turn is Turn.UP_AGAIN:
                assert ended is not None
                outages[-1][1:] = [ended.at, ended.last_down_within]
        else:
            line, turn = verdict.lost(line, echo(at), NEEDED, vouched)
            if turn is Turn.RULED_OUT:
                line = verdict.down(line)
                outages.append([line.started_at, None, None])
    return [tuple(o) for o in outages], line  # type: ignore[misc] # three places each


def naive(fates: list[bool]) -> list[tuple[int, int | None, int | None]]:
    """The same from the definition: n lost in a row begin, r answered in a row end."""
    outages: list[tuple[int, int | None, int | None]] = []
    down_since: int | None = None
    run = streak = 0
    for at, alive in enumerate(fates, 1):
        run, streak = (0, streak + 1) if alive else (run + 1, 0)
        if down_since is None and run == NEEDED:
            down_since = at - NEEDED + 1
        elif down_since is not None and streak == RECOVER:
            first = at - RECOVER + 1
            lost = max(k for k in range(1, first) if not fates[k - 1])
            outages.append((down_since, first, lost))
            down_since = None
    if down_since is not None:
        outages.append((down_since, None, None))
    return outages


@given(st.lists(st.booleans(), max_size=300))
def test_it_agrees_with_the_definition(fates: list[bool]) -> None:
    assert play(fates)[0] == naive(fates)


@given(st.lists(st.sampled_from([True] * 1 + [False] * 6), max_size=120))
def test_it_agrees_with_the_definition_where_most_is_lost(fates: list[bool]) -> None:
    assert play(fates)[0] == naive(fates)


def test_the_first_answer_makes_an_unknown_link_up() -> None:
    line, turn, ended = verdict.answered(Line(), echo(1), RECOVER, vouched)
    assert (line.state, turn, ended) == (State.UP, Turn.SEEN, None)


def test_a_suspicion_is_cleared_by_any_answer() -> None:
    line, _, _ = verdict.answered(Line(), echo(1), RECOVER, vouched)
    line, turn = verdict.suspected(line, echo(2))
    assert turn is Turn.SUSPECTED
    assert line.suspect_since == 2
    line, turn, _ = verdict.answered(line, echo(3), RECOVER, vouched)
    assert turn is Turn.CLEARED
    line, turn = verdict.lost(line, echo(2), NEEDED, vouched)
    assert turn is Turn.NOTHING
    assert line.suspect_since is None


def test_a_loss_before_a_later_answer_begins_no_run() -> None:
    line, _, _ = verdict.answered(Line(), echo(5), RECOVER, vouched)
    line, turn = verdict.suspected(line, echo(4))
    assert turn is Turn.NOTHING
    line, turn = verdict.lost(line, echo(4), 1, vouched)
    assert turn is Turn.NOTHING
    assert line.state is State.UP


def test_late_answers_of_a_slow_link_end_an_outage_though_newer_echoes_time_out() -> None:
    line = Line(state=State.DOWN, started_at=1)
    ended = None
    for now in range(10, 30):
        line, _ = verdict.lost(line, echo(now), NEEDED, vouched)
        line, turn, ended = verdict.answered(line, echo(now - 3), RECOVER, vouched)
        if turn is Turn.UP_AGAIN:
            break
    assert ended is not None
    assert ended.at == 7


def test_no_outage_ends_before_it_began() -> None:
    line = Line(state=State.DOWN, started_at=10)
    for at in (7, 8, 9):
        line, turn, ended = verdict.answered(line, echo(at), RECOVER, vouched)
    assert turn is Turn.UP_AGAIN
    assert ended is not None
    assert ended.at == 10


def test_a_resumed_outage_shows_unknown_until_it_is_seen_down_again() -> None:
    line = verdict.resumed(100, 200)
    assert line.shown is State.UNKNOWN
    for at in range(300, 300 + NEEDED):
        line, turn = verdict.lost(line, echo(at), NEEDED, vouched)
    assert turn is Turn.RULED_OUT
    line = verdict.down(line)
    assert line.shown is State.DOWN
    assert line.started_at == 100


def test_a_resumed_outage_that_is_gone_ends_where_we_stopped_seeing() -> None:
    _, turn, ended = verdict.answered(verdict.resumed(100, 200), echo(300), RECOVER, vouched)
    assert turn is Turn.UP_AGAIN
    assert ended == verdict.Ended(200, None, unseen=True)


def test_a_silence_before_the_first_answer_of_a_resumed_outage_is_unknown() -> None:
    line, _ = verdict.lost(verdict.resumed(100, 200), echo(300), NEEDED, vouched)
    _, _, ended = verdict.answered(line, echo(301), RECOVER, vouched)
    assert ended == verdict.Ended(200, None, unseen=True, unknown=(300, 301))


def test_an_outage_ends_where_nobody_vouches_for_it_any_more() -> None:
    """Our own uplink goes away at 14, the link comes back at 17, and we see that at 18."""
    line = Line(state=State.DOWN, started_at=10)
    for at in range(10, 18):
        line, _ = verdict.lost(line, echo(at), NEEDED, vouched)
    for at in range(18, 21):
        line, turn, ended = verdict.answered(line, echo(at), RECOVER, lambda sent: sent < 14)
    assert turn is Turn.UP_AGAIN
    assert ended == verdict.Ended(14, 13, unseen=True, unknown=(14, 18))


def test_a_loss_that_nobody_vouches_for_does_not_draw_out_an_outage() -> None:
    line = Line(state=State.DOWN, started_at=10)
    fates = {10: False, 11: True, 12: False, 13: True, 14: False, 15: True}
    ends = []
    for vouches in (lambda sent: sent == 10, vouched):
        still = line
        for at, alive in fates.items():
            if alive:
                still, _, ended = verdict.answered(still, echo(at), RECOVER, vouches)
            else:
                still, _ = verdict.lost(still, echo(at), NEEDED, vouches)
        ends.append(ended)
    assert ends == [verdict.Ended(11, 10, unseen=False), None]


def test_an_outage_begins_with_the_first_echo_that_is_vouched_for() -> None:
    line = Line(State.UP, last_answered=0)
    for at in range(1, 8):
        line, turn = verdict.lost(line, echo(at), NEEDED, lambda sent: sent > 2)
        if turn is Turn.RULED_OUT:
            break
    assert verdict.down(line).started_at == 3


def test_what_was_lost_before_a_pause_of_our_own_belongs_to_no_outage() -> None:
    """Lost once by chance, then we cannot see for a while, and then the link is down."""
    line = Line(State.UP, last_answered=0)
    turns = []
    for at in range(1, 11):
        line, turn = verdict.lost(line, echo(at), NEEDED, lambda sent: sent == 1 or sent > 5)
        turns.append(turn)
    assert turns.index(Turn.RULED_OUT) == 8  # the ninth echo, the fourth after the pause
    assert verdict.down(line).started_at == 6
    brief = Line(State.UP, last_answered=0)
    for at in range(1, 9):
        brief, _ = verdict.lost(brief, echo(at), NEEDED, lambda sent: sent not in (2, 3))
    assert verdict.down(brief).started_at == 1


def test_an_outage_whose_link_answered_last_ends_when_sight_is_lost() -> None:
    line = Line(state=State.DOWN, started_at=10)
    for at in (10, 11, 12):
        line, _ = verdict.lost(line, echo(at), NEEDED, vouched)
    assert verdict.ended_with_sight(line, vouched) is None
    line, _, _ = verdict.answered(line, echo(13), RECOVER, vouched)
    assert verdict.ended_with_sight(line, vouched) == verdict.Ended(13, 12, unseen=False)
    line, _ = verdict.lost(line, echo(14), NEEDED, vouched)
    assert verdict.ended_with_sight(line, vouched) is None
    assert verdict.ended_with_sight(line, lambda sent: sent < 14) is not None


def test_losing_sight_twice_keeps_the_first_moment_at_which_we_stopped_seeing() -> None:
    line = verdict.sight_lost(verdict.resumed(100, 200), 300)
    assert line.stopped_at == 200


def test_a_run_held_for_long_keeps_its_begin_and_its_end() -> None:
    line = Line(state=State.UP)
    for at in range(1, 200):
        line, _ = verdict.lost(line, echo(at), 1000, vouched)
    assert line.run[0].at == line.suspect_since == 1
    assert line.run[-1].at == 199
    assert len(line.run) == 60


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["suspect", "lost", "answer", "down", "blind"]), st.integers(1, 50)
        ),
        max_size=60,
    )
)
def test_no_order_of_events_breaks_the_line(events: list[tuple[str, int]]) -> None:
    line = Line()
    lost: set[int] = set()
    for what, at in events:
        ended = None
        if what == "suspect":
            line, _ = verdict.suspected(line, echo(at))
        elif what == "lost" and at not in lost:
            lost.add(at)
            line, _ = verdict.lost(line, echo(at), NEEDED, vouched)
        elif what == "answer":
            line, _, ended = verdict.answered(line, echo(at), RECOVER, vouched)
        elif what == "down" and len(line.run) >= NEEDED:
            line = verdict.down(line)
        elif what == "blind":
            line = verdict.sight_lost(line, at)
        assert (line.state is State.DOWN) == (line.started_at is not None)
        assert not line.run or line.suspect_since is not None
        assert [s.echo.at for s in line.tail] == sorted({s.echo.at for s in line.tail})
        assert all(s.outcome in (Outcome.ANSWERED, Outcome.UNANSWERED) for s in line.tail)
        if ended is not None:
            assert line.state is State.UP


def test_only_echoes_that_a_reference_vouches_for_count() -> None:
    line = Line(State.UP, last_answered=0)
    turns = []
    for at in range(1, 9):
        line, turn = verdict.lost(line, echo(at), NEEDED, lambda sent: sent % 2 == 0)
        turns.append(turn)
    assert turns[NEEDED - 1 : 7] == [Turn.UNVOUCHED] * 4
    assert turns[7] is Turn.RULED_OUT
    assert (line.unanswered, line.vouched) == (8, 4)


def test_a_witness_that_answers_late_vouches_for_the_echoes_before() -> None:
    line = Line(State.UP, last_answered=0)
    for at in range(1, NEEDED):
        line, _ = verdict.lost(line, echo(at), NEEDED, lambda _: False)
    assert line.vouched == 0
    line, turn = verdict.lost(line, echo(NEEDED), NEEDED, vouched)
    assert turn is Turn.RULED_OUT
