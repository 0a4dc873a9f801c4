"""Who is in, as the scripts of the pages ask it."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import visitor as visiting
from dashboard.door import COOKIE, DOOR, SECURE_COOKIE, Door, token_in
from dashboard.flags import ENTRY
from dashboard.visitor import NOBODY, Visitor, actor, must_sign_in, visitor
from pantau.actions.accounts import change_role, end_sessions
from pantau.actions.acting import Act, Refused, may
from pantau.actions.sign_in import Guest, LetIn, sign_in
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.people import Noted
from pantau.facts.words import Role
from pantau.store import Access, Store
from tests.dashboard.house import GOOD, House, house

__all__ = ["house"]


@dataclass
class Context:
    """What a browser brought along."""

    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Script:
    """Streamlit as a script sees it."""

    context: Context


@dataclass
class Hands:
    """A clock that is moved by hand, microseconds."""

    at: int = field(default_factory=lambda: now_us(SystemClock()))

    def wall_ns(self) -> int:
        return self.at * 1_000

    def boot_ns(self) -> int:
        return self.at * 1_000


def enter(house: House, name: str = "rina", role: Role = Role.TECHNICIAN) -> LetIn:
    house.let_in(name, role)
    with house.desk() as desk:
        found = sign_in(desk, name, GOOD, Guest("10.64.0.1", "Firefox", house.world.now))
    assert isinstance(found, LetIn)
    return found


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> Context:
    """What the browser of the script brings along."""
    made = Context()
    monkeypatch.setattr(visiting, "st", Script(made))
    return made


def test_a_script_knows_who_looks_and_acts_in_their_name(house: House, context: Context) -> None:
    assert visitor() == NOBODY
    assert not NOBODY.known
    came = enter(house)
    context.cookies[COOKIE] = came.token
    short = came.session.short
    assert visitor() == Visitor("rina", "Rina", Role.TECHNICIAN, None, short)
    acts = actor()
    assert (acts.name, acts.via, acts.role) == ("rina", f"web session {short}", Role.TECHNICIAN)
    assert acts.at >= house.world.now


def test_another_role_holds_at_the_next_act_and_an_ended_session_acts_no_more(
    house: House, context: Context
) -> None:
    context.cookies[COOKIE] = enter(house, role=Role.MANAGER).token
    assert visitor().role is Role.MANAGER
    data = house.world.settings.data
    # By another process, so that nothing here was told.
    with Store.open(data) as store, Access.open(data) as access:
        change_role(store, house.actor(), "rina", Role.VIEWER)
        assert actor().role is Role.VIEWER
        end_sessions(store, access, house.actor(), "rina")
    assert isinstance(may(actor(), Act.NOTE), Refused)
    assert visitor() == NOBODY


@pytest.mark.parametrize(
    ("headers", "must"),
    [
        ({}, False),
        ({"Host": "127.0.0.1:8501"}, False),
        ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "10.64.0.1"}, True),
        ({"Host": "pantau.contoh.go.id"}, True),
    ],
)
def test_a_script_asks_too_whether_somebody_must_sign_in(
    house: House, context: Context, headers: dict[str, str], must: bool
) -> None:
    house.write("alerts: {link: https://pantau.contoh.go.id}\n")
    context.headers.update(headers)
    assert must_sign_in() is must
    token = enter(house).token
    context.cookies.update({COOKIE: token, SECURE_COOKIE: token})
    assert not must_sign_in()


def test_whoever_came_past_the_guard_sees_nothing_either(house: House) -> None:
    house.write("pages: {sign_in: always}\n")
    page = AppTest.from_file(str(ENTRY.with_name("router.py")), default_timeout=30).run()
    assert not page.exception
    shown = "".join(each.proto.body for each in page.get("html"))
    assert 'href="/masuk"' in shown
    assert "p-tile" not in shown
    assert st is not None


def test_a_use_is_noted_once_a_minute_and_keeps_a_session_from_falling_asleep(
    house: House,
) -> None:
    came = enter(house)
    clock = Hands()
    door = Door(clock)
    for _ in range(3):
        clock.at += 11 * HOUR
        known = door.known(came.token)
        assert known is not None
        door.used(known.session)
        with Access.open(house.world.settings.data) as access:
            kept = access.session(came.session.digest)
        assert kept is not None
        assert kept.seen == clock.at
        noted = door.known(came.token)
        assert noted is not None
        assert noted.session.seen == clock.at
        clock.at += 30 * SECOND
        door.used(noted.session)
        with Access.open(house.world.settings.data) as access:
            assert access.session(came.session.digest) == kept
    clock.at += 12 * HOUR
    assert door.known(came.token) is None


def test_a_use_that_cannot_be_noted_can_wait(house: House) -> None:
    came = enter(house)
    clock = Hands()
    door = Door(clock)
    clock.at += 2 * MINUTE
    known = door.known(came.token)
    assert known is not None
    path = house.world.settings.data / "access.sqlite"
    for each in path.parent.glob("access.sqlite*"):
        each.write_bytes(b"x" * 4_096)
    door.used(known.session)
    clock.at += MINUTE
    assert door.known(came.token) is not None
    clock.at += DAY
    assert door.known(came.token) is None


def test_the_files_are_looked_into_every_two_seconds_however_many_ask(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = enter(house).token
    clock = Hands()
    door = Door(clock)
    looks: list[int] = []
    look = door._look
    monkeypatch.setattr(door, "_look", lambda: (looks.append(clock.at), look()))
    for _ in range(100):
        assert door.known(token) is not None
        clock.at += 100_000
    assert len(looks) == 5


def test_another_journal_of_the_same_length_is_another(house: House, tmp_path: Path) -> None:
    came, clock = enter(house), Hands()
    door = Door(clock)
    assert door.known(came.token) is not None
    data = house.world.settings.data
    length = len(house.kinds())
    for each in data.glob("journal.sqlite*"):
        each.rename(tmp_path / each.name)
    with Store.open(data) as store:
        said = [Noted("s-1", f"{number}", Role.ADMIN) for number in range(length)]
        store.record(said, at=house.world.now, author="root", via="test")
        assert store.head()[0] == length
    door.forget()
    assert door.known(came.token) is None


def test_nobody_holds_nothing() -> None:
    assert token_in({}, secure=False) is None
    assert DOOR.known(None) is None
    assert DOOR.known("") is None
