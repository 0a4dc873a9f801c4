"""What holds for every receiver that speaks HTTP, against servers that behave in every way."""

import asyncio
import logging
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
import trustme

from alerts.message import Message
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Outcome, Rejected, Unavailable
from alerts.receivers.table import SENDS
from pantau.inventory.alerting import ReceiverKind
from tests.alerts.receivers.kinds import KINDS, TOKEN, HttpKind
from tests.alerts.receivers.playing import (
    Asked,
    Behave,
    drips,
    hangs_up,
    http_player,
    never_ends,
    says,
    says_nothing,
    says_rubbish,
)
from tests.alerts.telling import HOSTILE, HOSTILE_SHOWN, line, message

pytestmark = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.kind))


def tell(
    kind: HttpKind,
    behave: Behave,
    told: Message | None = None,
    timeout_s: float = 5.0,
    late_s: int | None = None,
) -> tuple[Outcome, list[Asked]]:
    async def telling() -> tuple[Outcome, list[Asked]]:
        async with http_player(behave) as player, open_session() as session:
            with_settings = line(session, kind.settings(player.url), timeout_s)
            outcome = await SENDS[kind.kind](
                told or message(), replace(with_settings, late_s=late_s)
            )
            return outcome, player.asked

    return asyncio.run(telling())


def test_what_is_taken_is_delivered_and_says_it_all(kind: HttpKind) -> None:
    outcome, asked = tell(kind, says(200, kind.good))
    assert outcome == Delivered(kind.reference)
    assert len(asked) == 1
    shown = kind.read(asked[0])
    assert shown.startswith("GANGGUAN: Puskesmas Kuaro\n")
    assert "Kuaro, sejak 14.58 WITA" in shown
    assert "Dugaan: jalur" in shown


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413])
def test_a_refusal_is_for_ever(kind: HttpKind, status: int) -> None:
    outcome, _ = tell(kind, says(status, {"description": "chat not found"}))
    assert outcome == Rejected(f"answered {status}: chat not found")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_trouble_of_theirs_is_for_now(kind: HttpKind, status: int) -> None:
    outcome, _ = tell(kind, says(status))
    assert outcome == Unavailable(f"answered {status}")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7.0),
        (
            {
                "Date": "Wed, 25 Nov 2026 07:00:00 GMT",
                "Retry_After": "Wed, 25 Nov 2026 07:02:00 GMT",
            },
            120.0,
        ),
        (
            {
                "Date": "Wed, 25 Nov 2026 07:02:00 GMT",
                "Retry_After": "Wed, 25 Nov 2026 07:00:00 GMT",
            },
            0.0,
        ),
        ({"Retry_After": "Wed, 25 Nov 2026 07:02:00 GMT"}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-3"}, None),
        ({}, None),
    ],
)
def test_a_wish_to_wait_is_heard(
    kind: HttpKind, headers: dict[str, str], seconds: float | None
) -> None:
    outcome, _ = tell(kind, says(429, **headers))
    assert outcome == Unavailable("answered 429", retry_after_s=seconds)


def test_a_wish_to_wait_for_ever_is_a_wish_to_wait_a_day(kind: HttpKind) -> None:
    wish = b'{"parameters": {"retry_after": %s}}' % (b"9" * 400)
    for outcome, _ in (tell(kind, says(429, wish)), tell(kind, says(429, Retry_After="9" * 4000))):
        assert isinstance(outcome, Unavailable)
        assert outcome.retry_after_s == 86_400


def test_an_answer_lost_after_acceptance_may_have_been_delivered(kind: HttpKind) -> None:
    outcome, asked = tell(kind, hangs_up)
    assert isinstance(outcome, Unavailable)
    assert outcome.perhaps_delivered
    assert len(asked) == 1


def test_rubbish_instead_of_http_is_no_answer(kind: HttpKind) -> None:
    outcome, _ = tell(kind, says_rubbish)
    assert isinstance(outcome, Unavailable)
    assert outcome.perhaps_delivered


@pytest.mark.parametrize(
    "page",
    [b"<html>Please sign in to the network</html>", b"[]", b'{"ok":true}', b"[" * 30_000, b"\xff"],
)
def test_a_page_of_somebody_else_is_no_answer(kind: HttpKind, page: bytes) -> None:
    outcome, _ = tell(kind, says(200, page))
    if kind.checks_answer:
        assert isinstance(outcome, Unavailable)
        assert outcome.perhaps_delivered
    else:
        assert outcome == Delivered()


def test_a_redirect_is_not_followed(kind: HttpKind) -> None:
    outcome, asked = tell(kind, says(302, Location="http://127.0.0.1:1/elsewhere"))
    assert outcome == Unavailable("answered 302 (redirects are not followed)")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "behave",
    [drips(b"x"), drips(b"x", b"HTTP/1.1 200 OK\r\nX-Slow: "), says_nothing],
    ids=["status", "headers", "silence"],
)
def test_a_slow_drip_ends_at_the_deadline(kind: HttpKind, behave: Behave) -> None:
    outcome, elapsed = asyncio.run(timed(kind, behave, 0.3))
    assert isinstance(outcome, Unavailable)
    assert outcome.perhaps_delivered
    assert elapsed < 1.3


@pytest.mark.parametrize(
    "behave",
    [drips(b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"), never_ends],
    ids=["drips", "never ends"],
)
def test_a_body_without_an_end_ends_at_the_deadline(kind: HttpKind, behave: Behave) -> None:
    outcome, elapsed = asyncio.run(timed(kind, behave, 0.3))
    assert isinstance(outcome, Unavailable if kind.checks_answer else Delivered)
    assert elapsed < 1.3


async def timed(kind: HttpKind, behave: Behave, timeout_s: float) -> tuple[Outcome, float]:
    loop = asyncio.get_running_loop()
    async with http_player(behave) as player, open_session() as session:
        begun = loop.time()
        settings = kind.settings(player.url)
        outcome = await SENDS[kind.kind](message(), line(session, settings, timeout_s))
        return outcome, loop.time() - begun


def tell_at(kind: HttpKind, url: str, connector: Callable[[], Any] | None = None) -> Outcome:
    async def telling() -> Outcome:
        session = aiohttp.ClientSession(connector=connector()) if connector else open_session()
        async with session:
            return await SENDS[kind.kind](message(), line(session, kind.settings(url)))

    return asyncio.run(telling())


def test_where_nobody_listens_nothing_was_delivered(kind: HttpKind) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = tell_at(kind, f"http://127.0.0.1:{port}")
    assert outcome == Unavailable("no connection: Connection refused")


class NoNames(aiohttp.abc.AbstractResolver):
    async def resolve(self, *_asked: Any, **_how: Any) -> Any:
        raise OSError(None, "no such name")

    async def close(self) -> None:
        pass


def test_a_name_that_is_not_found_is_for_now(kind: HttpKind) -> None:
    outcome = tell_at(
        kind, "http://tidak.ada.invalid", lambda: aiohttp.TCPConnector(resolver=NoNames())
    )
    assert outcome == Unavailable("the name of the server was not found")


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(kind: HttpKind) -> None:
    async def telling() -> tuple[Outcome, list[Asked]]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
        async with http_player(says(200, kind.good), tls) as player, open_session() as session:
            settings = kind.settings(f"https://127.0.0.1:{player.port}")
            return await SENDS[kind.kind](message(), line(session, settings)), player.asked

    outcome, asked = asyncio.run(telling())
    assert outcome == Unavailable(
        "no secure connection: the certificate or the encryption was refused"
    )
    assert asked == []


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "http://", "127.0.0.1", "http://[::1"])
def test_what_is_no_address_is_refused_without_naming_it(kind: HttpKind, address: str) -> None:
    assert tell_at(kind, address) == Rejected(
        "the address or the token in the inventory cannot be used as it is"
    )


@pytest.mark.parametrize("where", ["title", "lines", "ready"])
@pytest.mark.parametrize(
    "name", [HOSTILE, HOSTILE + "Ж" * 5_000, "🛰️" * 5_000, "\ud800\x00\x1b[31m", "%s{0}{{x}}$(id)`"]
)
def test_a_hostile_name_is_shown_as_text(kind: HttpKind, name: str, where: str) -> None:
    told = message(**{where: (name, "akhir") if where == "lines" else name})
    outcome, asked = tell(kind, says(200, kind.good), told)
    assert outcome == Delivered(kind.reference)
    shown = kind.read(asked[0])
    if name == HOSTILE and where != "ready" and kind.kind != ReceiverKind.WEBHOOK:
        assert HOSTILE_SHOWN in shown
    if kind.kind != ReceiverKind.WEBHOOK:
        assert not set(shown) & set("\x00\x1b\r\u202e\ud800")
    assert len(asked[0].body) < 70_000


def test_a_webhook_gets_the_name_as_it_is(kind: HttpKind) -> None:
    if kind.kind == ReceiverKind.WEBHOOK:
        _, asked = tell(kind, says(200), message(title=HOSTILE))
        assert asked[0].data["title"] == HOSTILE


def test_a_late_message_says_its_age_first(kind: HttpKind) -> None:
    _, asked = tell(kind, says(200, kind.good), late_s=42 * 60 + 59)
    if kind.kind == ReceiverKind.WEBHOOK:
        assert asked[0].data["late_s"] == 42 * 60 + 59
    else:
        shown = kind.read(asked[0])
        assert shown.startswith("GANGGUAN: Puskesmas Kuaro\nTerkirim terlambat 42 menit")


@pytest.mark.parametrize("status", [400, 429, 500, 302, 200])
def test_no_secret_is_in_a_reason_or_in_the_log(
    kind: HttpKind, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = {"description": f"token {TOKEN} is bad", "error": {"message": f"url {TOKEN}"}}
    outcome, _ = tell(kind, says(status, echo))
    for text in [repr(outcome), caplog.text]:
        assert TOKEN not in text


def test_each_kind_proves_who_it_is(kind: HttpKind) -> None:
    _, asked = tell(kind, says(200, kind.good))
    basic = b64encode(f"pantau:{TOKEN}".encode()).decode()
    sent = asked[0].path + str(asked[0].headers)
    assert TOKEN in sent or basic in sent
