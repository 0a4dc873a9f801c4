"""A flood told as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.folding import MOST_LINES, MOST_PARTS, fold
from alerts.message import Message
from alerts.receivers.telegram import button_of, message_named
from pantau.facts.telling import AlertSeverity
from tests.alerts.telling import AT, ended, message


def began(number: int, **changes: object) -> Message:
    return message(
        id=f"O{number}:began",
        group=f"O{number}",
        title=f"GANGGUAN: Kantor {number}",
        outages=(f"O{number}",),
        at=AT + number,
        **changes,
    )


def over(number: int) -> Message:
    return ended(
        id=f"O{number}:ended",
        group=f"O{number}",
        title=f"PULIH: Kantor {number}",
        outages=(f"O{number}",),
        at=AT + 1_000 + number,
    )


def test_what_began_and_ended_is_one_line_and_what_is_on_comes_first() -> None:
    summary = fold([began(1), began(2), over(1), over(3)])
    assert summary.title == "4 pesan dalam satu ringkasan"
    assert summary.lines == (
        "GANGGUAN: Kantor 2",
        "PULIH: Kantor 3",
        "GANGGUAN: Kantor 1 → PULIH: Kantor 1",
    )
    assert summary.outages == ("O2",)
    assert summary.at == AT + 1
    assert not summary.resolved
    assert summary.kind is None
    assert summary.count == 4


def test_the_worst_comes_first_and_gives_the_summary_its_severity() -> None:
    warning = AlertSeverity.WARNING
    summary = fold([began(1), began(2, severity=warning), began(3), over(3)])
    assert [part.group for part in summary.parts] == ["O1", "O2", "O3"]
    assert summary.severity is AlertSeverity.CRITICAL
    assert fold([began(1, severity=warning), over(2)]).severity is warning


def test_a_summary_of_what_is_over_is_over() -> None:
    summary = fold([over(1), over(2)])
    assert summary.resolved
    assert summary.outages == ()
    assert summary.severity is AlertSeverity.CRITICAL


def test_a_group_that_begins_again_is_on() -> None:
    summary = fold([began(1), over(1), message(id="O1:again", group="O1", title="LAGI")])
    assert summary.lines == ("LAGI",)
    assert summary.group == "O1"
    twice = fold([summary, over(1), over(1)])
    assert twice.lines == ("LAGI → PULIH: Kantor 1",)


def test_more_than_twenty_groups_are_counted() -> None:
    summary = fold([began(number) for number in range(25)])
    assert len(summary.lines) == MOST_LINES + 1
    assert summary.lines[0] == "GANGGUAN: Kantor 24"
    assert summary.lines[-1] == "dan 5 lainnya"
    assert len(summary.parts) == len(summary.outages) == 25


def test_a_flood_of_groups_is_bounded() -> None:
    summary = fold([began(number) for number in range(MOST_PARTS + 7)])
    assert len(summary.parts) == MOST_PARTS
    assert summary.count == MOST_PARTS + 7


def test_a_summary_keeps_the_link_that_all_share() -> None:
    assert fold([began(1), began(2)]).link == message().link
    assert fold([began(1), began(2, link=None)]).link is None


def test_numbers_are_written_as_its_readers_write_them() -> None:
    many = message(count=1_234, language="en")
    assert fold([many]).title == "1,234 messages in one"
    assert fold([message(count=1_234)]).title == "1.234 pesan dalam satu ringkasan"


EVENTS = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=30)


@given(EVENTS, st.data())
def test_folding_in_steps_is_folding_at_once(
    events: list[tuple[int, bool]], data: st.DataObject
) -> None:
    told = [over(number) if is_over else began(number) for number, is_over in events]
    steps = data.draw(st.integers(1, len(told)))
    at_once, stepwise = fold(told), fold([fold(told[:steps]), *told[steps:]])
    assert stepwise.lines == at_once.lines
    assert stepwise.parts == at_once.parts
    assert (stepwise.count, stepwise.at) == (at_once.count, at_once.at)
    on = {number: not is_over for number, is_over in events}
    assert {part.group for part in at_once.parts if not part.resolved} == {
        f"O{number}" for number, is_on in on.items() if is_on
    }


@pytest.mark.parametrize("told", [[began(1)], [began(n) for n in range(300)]])
def test_the_same_flood_gives_the_same_id_which_a_button_can_name(told: list[Message]) -> None:
    summary = fold(told)
    assert summary.id == fold(told).id != fold([*told, over(1)]).id
    assert message_named(button_of(summary.id)) == summary.id
