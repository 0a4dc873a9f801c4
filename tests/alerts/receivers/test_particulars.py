"""What only one kind of receiver does."""

import asyncio
import hashlib
import hmac
from typing import Any

import pytest

from alerts.message import Part
from alerts.receivers import alertmanager, ntfy, telegram, webhook, whatsapp
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Unavailable
from alerts.receivers.table import SENDS
from alerts.receivers.text import utf8_size, utf16_size
from pantau.facts.instant import DAY, MINUTE, SECOND, to_iso
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason
from pantau.inventory.alerting import ReceiverKind
from tests.alerts.receivers.kinds import KINDS, TOKEN, HttpKind, TelegramText
from tests.alerts.receivers.playing import http_player, says
from tests.alerts.receivers.test_http_receivers import tell
from tests.alerts.telling import AT, HOSTILE, ended, line, message

BY_KIND = {kind.kind: kind for kind in KINDS}
TELEGRAM = BY_KIND[ReceiverKind.TELEGRAM]
WHATSAPP = BY_KIND[ReceiverKind.WHATSAPP]


def asked_by(kind: HttpKind, told: Any) -> Any:
    _, asked = tell(kind, says(200, kind.good), told)
    return asked[0]


def test_every_kind_has_its_sender() -> None:
    assert set(SENDS) == set(ReceiverKind)


def test_telegram_shows_a_button_only_while_there_is_something_to_acknowledge() -> None:
    [[button]] = asked_by(TELEGRAM, message()).data["reply_markup"]["inline_keyboard"]
    assert button == {"text": "Tangani", "callback_data": "ack:O17:began:grup"}
    [[button]] = asked_by(TELEGRAM, message(language="en")).data["reply_markup"]["inline_keyboard"]
    assert button["text"] == "Acknowledge"
    for told in (ended(), message(outages=())):
        assert "reply_markup" not in asked_by(TELEGRAM, told).data


@pytest.mark.parametrize("id", ["a" * 60, "a" * 61, "Ж" * 40])
def test_a_button_never_holds_more_than_telegram_takes(id: str) -> None:
    data = telegram.button_of(id)
    assert len(data.encode()) <= 64
    assert (telegram.message_named(data) == id) == (len(id.encode()) <= 60)
    assert telegram.button_of(id) == data != telegram.button_of(id + "b")


def test_telegram_is_cut_where_it_must_be_and_keeps_its_link() -> None:
    told = message(title="<" * 900, lines=("&" * 3_000, "x"), ready="🛰️" * 3_000)
    data = asked_by(TELEGRAM, told).data
    shown = TelegramText(data["text"]).text
    assert utf16_size(shown) <= 4_096
    assert shown.endswith(f"…\n\n{told.link}")
    assert data["parse_mode"] == "HTML"
    assert data["chat_id"] == "-1001"


def test_telegram_says_in_its_own_way_how_long_to_wait() -> None:
    body = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 31}}
    outcome, _ = tell(TELEGRAM, says(429, body))
    assert outcome == Unavailable("answered 429: Too Many Requests", retry_after_s=31.0)


def test_whatsapp_fills_a_template_in_the_message_s_language() -> None:
    asked = asked_by(WHATSAPP, message())
    assert asked.path == "/10/messages"
    assert asked.data["to"] == "62812"
    template = asked.data["template"]
    assert (template["name"], template["language"]) == ("pantau_gangguan", {"code": "id"})
    texts = [each["text"] for each in template["components"][0]["parameters"]]
    assert texts == ["GANGGUAN: Puskesmas Kuaro", "Kuaro, sejak 14.58 WITA · Dugaan: jalur"]


@pytest.mark.parametrize("lines", [(HOSTILE * 99,), ("a\t\tb     c", "d\r\ne"), ()])
def test_a_parameter_of_whatsapp_is_one_short_line_and_never_empty(lines: tuple[str, ...]) -> None:
    told = message(lines=lines)
    template = asked_by(WHATSAPP, told).data["template"]
    for parameter in template["components"][0]["parameters"]:
        text = parameter["text"]
        assert 0 < len(text) <= 700
        assert not set(text) & set("\r\n\t")
        assert "     " not in text


@pytest.mark.parametrize("code", [130429, 131056, 4])
def test_a_limit_of_whatsapp_is_for_now_though_it_comes_as_a_bad_request(code: int) -> None:
    outcome, _ = tell(WHATSAPP, says(400, {"error": {"message": "Rate limit hit", "code": code}}))
    assert outcome == Unavailable(f"answered 400: Rate limit hit ({code})")


@pytest.mark.parametrize(
    ("told", "priority", "tag"),
    [
        (message(), 5, "rotating_light"),
        (message(severity=AlertSeverity.WARNING), 4, "warning"),
        (message(severity=AlertSeverity.INFO), 3, "information_source"),
        (ended(), 3, "white_check_mark"),
    ],
)
def test_ntfy_rings_as_loud_as_it_matters(told: Any, priority: int, tag: str) -> None:
    data = asked_by(BY_KIND[ReceiverKind.NTFY], told).data
    assert (data["topic"], data["priority"], data["tags"]) == ("piket", priority, [tag])
    assert data["click"] == told.link
    assert ("actions" in data) == (not told.resolved)


def test_ntfy_is_cut_before_it_becomes_a_file() -> None:
    data = asked_by(BY_KIND[ReceiverKind.NTFY], message(ready="Ж" * 9_000, link=None)).data
    assert utf8_size(data["message"]) <= 4_000
    assert data["message"].endswith("…")
    assert "click" not in data


def test_ntfy_without_a_token_asks_as_nobody() -> None:
    async def telling() -> Any:
        async with http_player(says(200, {"id": "x"})) as player, open_session() as session:
            settings = {"server": player.url, "topic": "umum"}
            await ntfy.send(message(outages=()), line(session, settings))
            return player.asked[0]

    assert "authorization" not in asyncio.run(telling()).headers


def test_a_webhook_is_signed_over_its_time_and_names_its_message() -> None:
    asked = asked_by(BY_KIND[ReceiverKind.WEBHOOK], message())
    stamp = asked.headers["x-pantau-timestamp"]
    assert int(stamp) == AT // SECOND
    expected = hmac.new(TOKEN.encode(), f"{stamp}.".encode() + asked.body, hashlib.sha256)
    assert asked.headers["x-pantau-signature"] == f"sha256={expected.hexdigest()}"
    assert asked.headers["idempotency-key"] == "O17:began:grup"
    assert asked.data["version"] == 1
    assert asked.data["ack"] == "https://pantau.contoh.go.id/ack?m=O17:began:grup"
    assert asked.data["labels"] == {"kecamatan": "Kuaro", "site": "pkm-kuaro"}


def test_a_webhook_without_a_secret_is_not_signed() -> None:
    async def telling() -> Any:
        async with http_player(says(204)) as player, open_session() as session:
            told = message(id="baris\r\nX-Lain: 1")
            outcome = await webhook.send(told, line(session, {"url": player.url}))
            assert outcome == Delivered()
            return player.asked[0]

    asked = asyncio.run(telling())
    assert "x-pantau-signature" not in asked.headers
    assert "x-lain" not in asked.headers
    assert len(asked.headers["idempotency-key"]) == 64


def alerts_of(told: Any) -> list[Any]:
    async def making() -> list[Any]:
        async with open_session() as session:
            return list(alertmanager.alerts_of(told, line(session, {})))

    return asyncio.run(making())


def test_alertmanager_knows_the_end_by_the_labels_of_the_beginning() -> None:
    [began], [over] = alerts_of(message()), alerts_of(ended())
    assert began["labels"] == over["labels"]
    assert began["labels"] == {
        "alertname": "site_down",
        "group": "O17",
        "severity": "critical",
        "kecamatan": "Kuaro",
        "site": "pkm-kuaro",
    }
    assert began["startsAt"] == to_iso(AT - MINUTE)
    assert began["endsAt"] == to_iso(AT - MINUTE + 30 * DAY)
    assert over["endsAt"] == to_iso(AT)
    assert "startsAt" not in over


def test_what_has_no_end_is_shown_by_alertmanager_for_a_moment() -> None:
    [alert] = alerts_of(message(kind=None, reason=NotifyReason.MORNING, link=None))
    assert alert["labels"]["alertname"] == "morning"
    assert alert["endsAt"] == to_iso(AT + 4 * MINUTE)
    assert "generatorURL" not in alert


def test_labels_of_any_name_are_made_such_as_alertmanager_takes() -> None:
    [alert] = alerts_of(message(labels={"9 kecamatan/ü": "Kuaro\n", "kosong": "", "a": HOSTILE}))
    assert alert["labels"]["_9_kecamatan__"] == "Kuaro"
    assert "kosong" not in alert["labels"]


def test_a_summary_fires_and_ends_each_of_its_parts_at_alertmanager() -> None:
    parts = (
        Part("O1", AlertKind.SITE_DOWN, AlertSeverity.WARNING, "turun", AT, labels={"site": "a"}),
        Part("O2", AlertKind.INCIDENT, AlertSeverity.CRITICAL, "pulih", AT, resolved=True),
    )
    first, second = alerts_of(message(kind=None, parts=parts, count=12))
    assert first["labels"]["group"] == "O1"
    assert first["labels"]["site"] == "a"
    assert second["labels"]["alertname"] == "incident"
    assert "startsAt" not in second


def test_a_whatsapp_error_without_a_code_is_judged_by_its_status() -> None:
    async def judging() -> Any:
        async with http_player(says(401, {"error": {}})) as player, open_session() as session:
            settings = WHATSAPP.settings(player.url)
            return await whatsapp.send(message(), line(session, settings))

    assert "401" in repr(asyncio.run(judging()))


def test_no_phone_number_is_in_a_reason() -> None:
    async def telling() -> Any:
        error = {"error": {"message": "(#131026) +6281200000001 has no WhatsApp"}}
        async with http_player(says(400, error)) as player, open_session() as session:
            settings = {**WHATSAPP.settings(player.url), "to": "6281200000001"}
            return await whatsapp.send(message(), line(session, settings))

    assert asyncio.run(telling()).reason == "answered 400: (#131026) +… has no WhatsApp"
