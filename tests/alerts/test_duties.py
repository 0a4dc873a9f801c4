"""A duty of the agreement is told before its last day, and once when it is late."""

from dataclasses import replace
from datetime import date, timedelta

from pantau.facts.instant import DAY, SECOND, to_datetime
from pantau.facts.journal import Entry, to_payload
from pantau.facts.kinds import EntryKind
from pantau.facts.people import DutyStated
from pantau.facts.region import DutyState
from pantau.facts.telling import AlertKind
from pantau.facts.words import Role
from pantau.inventory.alerting import RULES
from pantau.inventory.contracts import Contract, Duty, Policy
from tests.alerts.test_words import said
from tests.alerts.town import T0, TOWN, Alerter, alerting, world

DUE = to_datetime(T0, TOWN.timezone).date() + timedelta(days=100)
SURVEY = Duty("survei", "Survei blank spot di sepuluh kecamatan", DUE, "Telkom")


def town(*duties: Duty):
    """The town, with an agreement that promises ``duties``."""
    begin, end = date(2026, 1, 1), date(2027, 12, 31)
    made = Contract("telkom-2026", "Telkom", None, begin, end, Policy(), {}, duties=duties)
    return replace(TOWN, contracts={made.id: made})


def stated(state: DutyState, on: date = DUE) -> Entry:
    fact = DutyStated(SURVEY.id, state, on.isoformat(), "", Role.MANAGER)
    return Entry(
        1, T0, "Rina", "test", EntryKind.DUTY_STATED, SURVEY.id, to_payload(fact), b"", b""
    )


def seen(left: int, *entries: Entry, duties: tuple[Duty, ...] = (SURVEY,), plan=None):
    """The world so many days before the last one; later where it is below 0."""
    seconds = (100 - left) * DAY // SECOND
    return world(seconds, plan=plan, town=town(*duties), duties_said=entries)


def told(alerter: Alerter, *args, **kwargs) -> list[str]:
    found = alerter.sees(seen(*args, **kwargs))
    return [
        group
        for _, reason, groups in found
        for group in groups
        if reason == "began" and group.startswith("duty/")
    ]


def test_it_is_told_once_at_each_of_its_days_and_once_when_it_is_late() -> None:
    alerter = Alerter()
    days = {left: groups for left in range(99, -5, -1) if (groups := told(alerter, left))}
    assert list(days) == [90, 30, -1]
    assert days[-1] == [f"duty/survei/{DUE.isoformat()}/late"]


def test_what_is_done_or_waived_is_told_no_more_and_what_goes_on_is() -> None:
    for state in (DutyState.DONE, DutyState.WAIVED):
        assert told(Alerter(), 10, stated(state)) == []
        assert told(Alerter(), -10, stated(state)) == []
    for state in (DutyState.IN_PROGRESS, DutyState.NOT_DONE):
        assert len(told(Alerter(), 10, stated(state))) == 1


def test_another_day_is_another_matter() -> None:
    alerter = Alerter()
    assert len(told(alerter, -1)) == 1
    later = replace(SURVEY, due=DUE + timedelta(days=20))
    assert told(alerter, -2, duties=(later,)) == [f"duty/survei/{later.due.isoformat()}/30"]


def test_the_days_are_those_of_the_rule() -> None:
    kind = AlertKind.DUTY_DUE
    other = alerting(rules={kind: replace(RULES[kind], days=(5, 95))})
    assert len(told(Alerter(), 94, plan=other)) == 1
    assert told(Alerter(), 5, plan=other) == [f"duty/survei/{DUE.isoformat()}/5"]
    only_late = alerting(rules={kind: replace(RULES[kind], days=())})
    assert [len(told(Alerter(), left, plan=only_late)) for left in (0, -1)] == [0, 1]
    off = alerting(rules={kind: replace(RULES[kind], enabled=False)})
    assert told(Alerter(), -1, plan=off) == []


def test_the_message_says_what_is_due_who_has_to_do_it_and_how_far_it_is() -> None:
    (message,) = said(seen(30, stated(DutyState.IN_PROGRESS)))
    assert message.title == (
        "KEWAJIBAN SEGERA JATUH TEMPO: Survei blank spot di sepuluh kecamatan, tenggat 5 Mar 2027"
    )
    assert message.lines == (
        "Pelaksana: Telkom (kontrak telkom-2026)",
        "Sejauh ini: Sedang berjalan",
    )
    (message,) = said(seen(-3))
    assert message.title == (
        "KEWAJIBAN TERLAMBAT: Survei blank spot di sepuluh kecamatan, tenggat 5 Mar 2027"
    )
    assert message.lines[-1] == "Sejauh ini: Belum ada keterangan"
