"""A conversation with one agent: what is known of its engine, and questions to it."""

import secrets
from dataclasses import dataclass
from typing import Protocol

from collector.probes.snmp import usm
from collector.probes.snmp.credentials import Community, Credentials, Keys, User
from collector.probes.snmp.line import Line
from collector.probes.snmp.message import (
    GET,
    GET_BULK,
    REPORT,
    TOO_BIG,
    Binding,
    Oid,
    Pdu,
    Value,
    question,
    read_with_community,
    with_community,
)
from pantau.facts.clock import Clock

_NS = 1_000_000_000
_AT_ONCE = 24
"""Names in one question: their values fit into 1,400 octets, which every path carries whole."""
_ROWS = 20

# RFC 3414, 5: why a message was not taken.
_STATS: Oid = (1, 3, 6, 1, 6, 3, 15, 1, 1)
_NOT_IN_TIME: Oid = (*_STATS, 2, 0)
_UNKNOWN_ENGINE: Oid = (*_STATS, 4, 0)
_NOT_LET_IN: dict[Oid, str] = {
    (*_STATS, 1, 0): "unsupported_security",
    (*_STATS, 3, 0): "unknown_user",
    (*_STATS, 5, 0): "wrong_authentication_key",
    (*_STATS, 6, 0): "wrong_privacy_key",
}


class NotLetInError(Exception):
    """The agent answers, and takes nothing from us; becomes an outcome at the door."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Security(Protocol):
    """How a question is put so that the agent lets it in."""

    async def ask(
        self, line: Line, kind: int, names: tuple[Oid, ...], resend_s: float, rows: int = 0
    ) -> Pdu:
        """One question. Raises NotLetInError, OSError; ends by being cancelled."""
        ...

    def forget(self) -> None:
        """What the agent told of itself may no longer hold."""
        ...


class Session:
    """Lasts from look to look. ``resend_s``: after how long a question is sent again."""

    def __init__(self, credentials: Credentials, clock: Clock) -> None:
        self._security: Security = (
            _Open(credentials) if isinstance(credentials, Community) else _Usm(credentials, clock)
        )
        self._at_once = _AT_ONCE

    def forget(self) -> None:
        """Begin anew: nothing came of the last questions."""
        self._security.forget()

    def engine(self) -> usm.Engine | None:
        """What a v3 agent told of its engine, by its authentic word."""
        return self._security.engine if isinstance(self._security, _Usm) else None

    async def get(self, line: Line, names: tuple[Oid, ...], resend_s: float) -> dict[Oid, Value]:
        """The values of these names; None for one that the agent does not know."""
        found: dict[Oid, Value] = {}
        place = 0
        while place < len(names):
            part = names[place : place + self._at_once]
            pdu = await self._security.ask(line, GET, part, resend_s)
            if pdu.error == TOO_BIG and len(part) > 1:
                self._at_once = len(part) // 2
                continue
            if not pdu.error:
                found.update(each for each in pdu.bindings if each[0] in part)
            place += len(part)
        return {name: found.get(name) for name in names}

    async def column(self, line: Line, prefix: Oid, most: int, resend_s: float) -> list[Binding]:
        """Rows below ``prefix``, their names without it; ``most`` of them."""
        found: list[Binding] = []
        last = prefix
        while len(found) < most:
            pdu = await self._security.ask(line, GET_BULK, (last,), resend_s, rows=_ROWS)
            for name, value in pdu.bindings:
                below = name[: len(prefix)] == prefix and value is not None
                # An agent whose names do not rise would be walked for ever.
                if not below or name <= last:
                    return found[:most]
                found.append((name[len(prefix) :], value))
                last = name
            if not pdu.bindings:
                break
        return found[:most]


class _Open:
    """SNMP v2c."""

    def __init__(self, community: Community) -> None:
        self._community = community.text.encode()

    def forget(self) -> None:
        """There is nothing to forget."""

    async def ask(
        self, line: Line, kind: int, names: tuple[Oid, ...], resend_s: float, rows: int = 0
    ) -> Pdu:
        """See Security."""
        request = _number()
        packet = with_community(self._community, question(kind, request, names, rows))

        def takes(answer: bytes) -> Pdu | None:
            pdu = read_with_community(answer, self._community)
            return pdu if pdu.request == request and pdu.kind != REPORT else None

        return await line.ask(packet, takes, resend_s)


@dataclass(slots=True)
class _Known:
    """An engine, and our keys there."""

    engine: usm.Engine
    keys: Keys


class _Usm:
    """SNMP v3."""

    def __init__(self, user: User, clock: Clock) -> None:
        self._user = user
        self._clock = clock
        self._known: _Known | None = None

    @property
    def engine(self) -> usm.Engine | None:
        """What it told of itself last."""
        return self._known.engine if self._known else None

    def forget(self) -> None:
        """An engine that was set back to an earlier count of boots would never be believed."""
        self._known = None

    async def ask(
        self, line: Line, kind: int, names: tuple[Oid, ...], resend_s: float, rows: int = 0
    ) -> Pdu:
        """See Security. Twice at most it is told that its engine or its clock is another."""
        for _ in range(3):
            if self._known is None:
                self._known = await self._discovered(line, resend_s)
            heard = await self._once(line, kind, names, rows, resend_s)
            if heard.pdu.kind != REPORT:
                return heard.pdu
            self._learn_from_report(heard)
        raise NotLetInError("clock_not_agreed")

    def _learn_from_report(self, heard: usm.Heard) -> None:
        reason = heard.pdu.bindings[0][0] if heard.pdu.bindings else ()
        if reason == _UNKNOWN_ENGINE:
            self._known = None
        elif reason != _NOT_IN_TIME:
            why = _NOT_LET_IN.get(reason, "report")
            raise NotLetInError(why)

    async def _discovered(self, line: Line, resend_s: float) -> _Known:
        number = _number()
        packet = usm.discovery(number, question(GET, number, ()))

        def takes(answer: bytes) -> usm.Heard | None:
            heard = usm.read(answer, self._user, None)
            wanted = heard.number == number and heard.pdu.kind == REPORT
            return heard if wanted and usm.is_name(heard.engine_id) else None

        heard = await line.ask(packet, takes, resend_s)
        engine = usm.Engine(heard.engine_id, heard.boots, heard.time_s, self._now_s())
        return _Known(engine, self._user.keys(heard.engine_id))

    async def _once(
        self, line: Line, kind: int, names: tuple[Oid, ...], rows: int, resend_s: float
    ) -> usm.Heard:
        known = self._known
        assert known is not None  # noqa: S101 - asked only after it was discovered
        number = _number()
        pdu = question(kind, number, names, rows)
        packet = usm.protected(number, pdu, self._user, known.keys, known.engine, self._now_s())

        def takes(answer: bytes) -> usm.Heard | None:
            heard = usm.read(answer, self._user, known.keys)
            if heard.number != number:
                return None
            if not heard.authentic:
                # An agent cannot sign what it says to a user whom it does not know.
                open_word = heard.pdu.kind == REPORT and heard.pdu.bindings
                return heard if open_word and heard.pdu.bindings[0][0] != _NOT_IN_TIME else None
            return heard if self._is_taken(heard, known.engine) else None

        return await line.ask(packet, takes, resend_s)

    def _is_taken(self, heard: usm.Heard, engine: usm.Engine) -> bool:
        """Learns the engine's clock from what it says authentically."""
        now_s = self._now_s()
        if heard.engine_id != engine.id or not usm.is_timely(heard, engine, now_s):
            return False
        engine.boots, engine.time_s, engine.heard_s = heard.boots, heard.time_s, now_s
        return True

    def _now_s(self) -> int:
        return self._clock.boot_ns() // _NS


def _number() -> int:
    """Not to be guessed by who cannot hear us."""
    return secrets.randbelow(2**31 - 1) + 1
