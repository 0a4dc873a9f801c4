"""E-mail against a server that plays along, or does not."""

import asyncio
import logging
import ssl
from dataclasses import replace
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import AuthResult

from alerts.message import Message
from alerts.receivers import email
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Outcome, Rejected, Unavailable
from pantau.facts.telling import AlertSeverity
from tests.alerts.receivers.playing import MailPlayer, http_player, mail_player, says_nothing
from tests.alerts.telling import HOSTILE, HOSTILE_SHOWN, ended, line, message

PASSWORD = "rahasia-7b1f"  # noqa: S105 - a secret to look for


def tell(
    player: MailPlayer,
    told: Message | None = None,
    settings: dict[str, str] | None = None,
    late_s: int | None = None,
    **options: Any,
) -> Outcome:
    async def telling() -> Outcome:
        async with mail_player(player, **options), open_session() as session:
            written = {
                "to": "noc@contoh.go.id",
                "from": "Pantau <pantau@contoh.go.id>",
                "server": player.server,
                "tls": "none",
            }
            with_settings = line(session, written | (settings or {}))
            return await email.send(told or message(), replace(with_settings, late_s=late_s))

    return asyncio.run(telling())


def text_of(player: MailPlayer, subtype: str = "plain") -> str:
    part = player.mails[-1].get_body((subtype,))
    assert part is not None
    return str(part.get_content())


def test_a_mail_says_it_all_in_text_and_in_html() -> None:
    player = MailPlayer()
    assert tell(player) == Delivered("2.0.0 Ok: queued as 4XyZ")
    [mail] = player.mails
    assert mail["Subject"] == "GANGGUAN: Puskesmas Kuaro"
    assert mail["From"] == "Pantau <pantau@contoh.go.id>"
    assert mail["Date"].datetime.isoformat() == "2026-11-25T07:00:00+00:00"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Importance"] == "high"
    for subtype in ("plain", "html"):
        said = text_of(player, subtype)
        assert "Dugaan: jalur" in said
        assert "Nomor layanan SID-0017\nterputus sejak 14.58 WITA" in said.replace("\r\n", "\n")
        assert "https://pantau.contoh.go.id/ack?m=O17:began:grup" in said
        assert "https://pantau.contoh.go.id/site/pkm-kuaro" in said
    assert 'lang="id"' in text_of(player, "html")


def test_mails_of_one_group_are_one_conversation_and_attempts_have_one_id() -> None:
    player = MailPlayer()
    for told in (message(), message(), ended(), message(group="O18", id="O18:began")):
        tell(player, told)
    first, again, over, other = player.mails
    assert first["Message-ID"] == again["Message-ID"] != over["Message-ID"]
    assert first["References"] == over["References"] != other["References"]
    assert over["In-Reply-To"] == over["References"]
    assert over["Importance"] is None
    assert "/ack?" not in text_of(player, "html").replace("ack?m=O18", "")


def test_a_message_that_is_its_own_group_begins_a_conversation() -> None:
    player = MailPlayer()
    tell(player, message(id="pagi", group="pagi", severity=AlertSeverity.INFO))
    assert player.mails[0]["References"] is None
    assert player.mails[0]["Importance"] is None


@pytest.mark.parametrize("name", [HOSTILE, HOSTILE + "Ж" * 5_000, "\ud800\x00\x1b[31m", ""])
def test_a_hostile_name_is_shown_as_text_and_adds_no_header(name: str) -> None:
    injection = f"{name}\r\nBcc: semua@contoh.go.id\r\n\r\n.\r\n"
    player = MailPlayer()
    told = message(title=injection, lines=(injection,), ready=injection, group=injection)
    assert isinstance(tell(player, told), Delivered)
    [mail] = player.mails
    assert mail["Bcc"] is None
    assert player.envelopes == [("pantau@contoh.go.id", ["noc@contoh.go.id"])]
    assert max(len(row) for row in player.raw[0].splitlines()) <= 998
    html = text_of(player, "html")
    assert "<script" not in html
    assert "<b>" not in html
    if name == HOSTILE:
        assert HOSTILE_SHOWN in mail["Subject"]
        assert HOSTILE_SHOWN in text_of(player)


def test_a_late_mail_says_its_age_first() -> None:
    player = MailPlayer()
    tell(player, message(language="en"), late_s=2 * 3_600 + 300)
    assert text_of(player).startswith("Sent 2 hours 5 minutes late")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("550 5.1.1 no such user", Rejected("answered 550: 5.1.1 no such user")),
        ("450 4.2.0 greylisted", Unavailable("answered 450: 4.2.0 greylisted")),
    ],
)
def test_a_refused_address_is_for_ever_or_for_now(reply: str, expected: Outcome) -> None:
    assert tell(MailPlayer(rcpt={"noc@contoh.go.id": reply})) == expected


def test_of_several_addresses_one_is_enough_and_the_others_are_told_of() -> None:
    player = MailPlayer(rcpt={"lama@contoh.go.id": "550 gone"})
    both = {"to": "lama@contoh.go.id, Piket <noc@contoh.go.id>"}
    assert tell(player, settings=both) == Delivered(
        "2.0.0 Ok: queued as 4XyZ (1 addresses refused)"
    )
    assert player.envelopes[0][1] == ["noc@contoh.go.id"]


def test_where_one_of_the_refused_may_be_taken_later_it_is_tried_again() -> None:
    replies = {"a@contoh.go.id": "550 gone", "b@contoh.go.id": "451 later"}
    outcome = tell(MailPlayer(rcpt=replies), settings={"to": ", ".join(replies)})
    assert outcome == Unavailable("answered 451: later")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("554 5.7.1 spam", Rejected("answered 554: 5.7.1 spam")),
        ("452 4.3.1 disk full", Unavailable("answered 452: 4.3.1 disk full")),
    ],
)
def test_a_refused_mail_is_for_ever_or_for_now(end: str, expected: Outcome) -> None:
    assert tell(MailPlayer(end=end)) == expected


def test_an_answer_lost_after_acceptance_may_have_been_delivered() -> None:
    player = MailPlayer(silent_after_mail=True)
    assert tell(player) == Unavailable("the mail server hung up", perhaps_delivered=True)
    assert len(player.mails) == 1


def test_a_server_that_says_nothing_ends_at_the_deadline() -> None:
    async def telling() -> tuple[Outcome, float]:
        loop = asyncio.get_running_loop()
        async with http_player(says_nothing) as player, open_session() as session:
            begun = loop.time()
            settings = {"to": "a@b.id", "from": "c@d.id", "server": f"127.0.0.1:{player.port}"}
            outcome = await email.send(message(), line(session, settings | {"tls": "none"}, 0.3))
            return outcome, loop.time() - begun

    outcome, elapsed = asyncio.run(telling())
    assert isinstance(outcome, Unavailable)
    assert not outcome.perhaps_delivered
    assert elapsed < 1.3


def test_where_nobody_listens_it_is_for_now() -> None:
    outcome = tell(MailPlayer(), settings={"server": "127.0.0.1:1"})
    assert outcome == Unavailable("no connection to the mail server")


@pytest.mark.parametrize(
    "wrong",
    [{"to": ""}, {"to": "a@b.id, c"}, {"from": "pantau"}, {"server": "x:y"}, {"to": "ü@b.id"}],
)
def test_what_is_no_address_is_refused_before_anybody_is_called(wrong: dict[str, str]) -> None:
    assert tell(MailPlayer(), settings=wrong) == Rejected(
        "'to', 'from' or 'server' in the inventory is not an address"
    )


def authenticator(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> ssl.SSLContext:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    return tls


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        (PASSWORD, Delivered("2.0.0 Ok: queued as 4XyZ")),
        (f"{PASSWORD}!", Rejected("answered 535: 5.7.8 Authentication credentials invalid")),
    ],
)
def test_starttls_and_a_password(
    secure: ssl.SSLContext, password: str, expected: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "alerts")
    outcome = tell(
        MailPlayer(),
        settings={"tls": "starttls", "user": "pantau", "password": password},
        tls_context=secure,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticator,
    )
    assert outcome == expected
    assert PASSWORD not in caplog.text + repr(outcome)


def test_what_the_server_does_not_offer_is_not_done_without() -> None:
    outcome = tell(MailPlayer(), settings={"tls": "starttls", "user": "a", "password": PASSWORD})
    assert isinstance(outcome, Unavailable)
    assert PASSWORD not in outcome.reason
    assert tell(MailPlayer(), settings={"user": "a", "password": PASSWORD}) == Unavailable(
        "the mail server does not offer what the inventory asks for (sign-in, STARTTLS)"
    )


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(
    secure: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    player = MailPlayer()
    outcome = tell(player, settings={"tls": "starttls"}, tls_context=secure)
    assert isinstance(outcome, Unavailable)
    assert not outcome.perhaps_delivered
    assert player.mails == []
