"""Papers go with a message where the receiver takes files, and are never lost without a word."""

import asyncio
import hashlib
import json
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP
from typing import Any

import pytest

from alerts.folding import fold
from alerts.message import Message
from alerts.receivers import email, telegram
from alerts.receivers.enclosed import Enclosed, fitting, read_all
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Outcome, Unavailable
from alerts.receivers.text import utf16_size
from alerts.sender import Tools, attempt
from pantau.facts.clock import SystemClock
from pantau.facts.papers import Attached
from pantau.inventory.alerting import Receiver, ReceiverKind
from tests.alerts.receivers.kinds import TOKEN, TelegramText
from tests.alerts.receivers.playing import Asked, Behave, MailPlayer, http_player, mail_player, says
from tests.alerts.telling import line, message

PDF = bytes(range(256)) * 40 + b"\r\n--x\r\n"
XLSX = b"PK\x03\x04" + bytes(900)
KEPT = {hashlib.sha256(each).hexdigest(): each for each in (PDF, XLSX)}
NAMES = ("laporan-sla-2026-10-rev1.pdf", "laporan-sla-2026-10-rev1.xlsx")
FILES = tuple(
    Attached(name, digest, len(content))
    for name, (digest, content) in zip(NAMES, KEPT.items(), strict=True)
)
LOST = Attached("hilang.pdf", "0" * 64, 3)
GROUP = {"ok": True, "result": [{"message_id": 77}, {"message_id": 78}]}
ONE = {"ok": True, "result": {"message_id": 77}}


def told(*files: Attached, **changes: Any) -> Message:
    return message(outages=(), language="en", files=files, **changes)


def mailed(letter: Message) -> EmailMessage:
    """The mail that a server got, sent the way the sender sends."""
    player = MailPlayer()

    async def telling() -> Outcome:
        async with mail_player(player), open_session() as session:
            settings = {"to": "a@b.id", "from": "c@d.id", "server": player.server, "tls": "none"}
            receiver = Receiver("surel", ReceiverKind.EMAIL, settings)
            tools = Tools(
                {ReceiverKind.EMAIL: email.send},
                session,
                {},
                lambda: 1.0,
                lambda _: None,
                kept=KEPT.get,
            )
            return await attempt(letter, receiver, SystemClock(), tools)

    assert isinstance(asyncio.run(telling()), Delivered)
    return player.mails[0]


def posted(letter: Message, behave: Behave, *files: Enclosed) -> tuple[Outcome, Asked]:
    async def telling() -> tuple[Outcome, Asked]:
        async with http_player(behave) as player, open_session() as session:
            settings = {"chat": "-1001", "token": TOKEN, "api": player.url}
            outcome = await telegram.send(letter, replace(line(session, settings), files=files))
            return outcome, player.asked[0]

    return asyncio.run(telling())


def form(asked: Asked) -> dict[str, tuple[str | None, bytes]]:
    """The fields of multipart/form-data, as another's reader reads them."""
    head = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + asked.body, policy=HTTP).iter_parts()  # type: ignore[attr-defined]
    found = {}
    for part in parts:
        name = part["Content-Disposition"].params["name"]
        found[name] = (part.get_filename(), part.get_payload(decode=True))
    return found


def test_a_mail_carries_the_papers_byte_for_byte() -> None:
    mail = mailed(told(*FILES))
    parts = list(mail.iter_attachments())
    assert [each.get_filename() for each in parts] == list(NAMES)
    assert [each.get_content() for each in parts] == [PDF, XLSX]
    assert parts[0].get_content_type() == "application/pdf"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Dugaan: jalur" in body.get_content()


def test_a_paper_that_cannot_be_read_or_is_too_large_is_told_and_the_rest_is_sent() -> None:
    mail = mailed(told(LOST, FILES[0]))
    assert [each.get_filename() for each in mail.iter_attachments()] == [NAMES[0]]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "hilang.pdf is not enclosed: it cannot be read. Take it from the pages." in (
        body.get_content()
    )
    files = read_all((*FILES, LOST), KEPT.get)
    said, taken = fitting(told(), files, len(PDF))
    assert [each.name for each, _ in taken] == [NAMES[0]]
    assert said.lines[-2:] == (
        f"{NAMES[1]} is not enclosed: it is too large. Take it from the pages.",
        "hilang.pdf is not enclosed: it cannot be read. Take it from the pages.",
    )


def test_telegram_gets_one_file_as_a_document_with_the_text() -> None:
    outcome, asked = posted(told(FILES[0]), says(200, ONE), Enclosed(NAMES[0], PDF))
    assert outcome == Delivered("77")
    assert asked.path == f"/bot{TOKEN}/sendDocument"
    fields = form(asked)
    assert fields["document"] == (NAMES[0], PDF)
    assert (fields["chat_id"][1], fields["parse_mode"][1]) == (b"-1001", b"HTML")
    assert b"Dugaan: jalur" in fields["caption"][1]


def test_telegram_gets_several_files_as_one_message() -> None:
    both = [Enclosed(*each) for each in zip(NAMES, KEPT.values(), strict=True)]
    outcome, asked = posted(told(*FILES, lines=("x" * 3_000,)), says(200, GROUP), *both)
    assert outcome == Delivered("77")
    assert asked.path == f"/bot{TOKEN}/sendMediaGroup"
    fields = form(asked)
    assert (fields["file0"], fields["file1"]) == ((NAMES[0], PDF), (NAMES[1], XLSX))
    first, last = json.loads(fields["media"][1])
    assert first == {"type": "document", "media": "attach://file0"}
    assert last["media"] == "attach://file1"
    assert utf16_size(TelegramText(last["caption"]).text) <= 1_024


def test_telegram_without_a_file_that_can_be_read_gets_the_text_that_says_so() -> None:
    outcome, asked = posted(told(LOST), says(200, ONE), Enclosed("hilang.pdf", None))
    assert outcome == Delivered("77")
    assert asked.path == f"/bot{TOKEN}/sendMessage"
    assert "hilang.pdf is not enclosed" in asked.data["text"]


def test_an_answer_that_is_not_telegrams_is_no_delivery() -> None:
    outcome, _ = posted(told(), says(200, {"ok": True, "result": []}), Enclosed(NAMES[0], PDF))
    assert outcome == Unavailable("what answered was not Telegram", perhaps_delivered=True)


@pytest.mark.parametrize("kind", sorted(set(ReceiverKind) - {"email", "telegram"}))
def test_who_takes_no_files_is_not_read_any(kind: ReceiverKind) -> None:
    async def taking(_message: Message, how: Any) -> Outcome:
        return Delivered(str(len(how.files)))

    def never(_digest: str) -> bytes:
        raise AssertionError

    async def telling() -> Outcome:
        tools = Tools({kind: taking}, None, {}, lambda: 1.0, lambda _: None, kept=never)  # type: ignore[arg-type]
        return await attempt(told(*FILES), Receiver("r", kind, {}), SystemClock(), tools)

    assert asyncio.run(telling()) == Delivered("0")


def test_a_summary_carries_each_paper_of_what_it_sums_up_once() -> None:
    first, second = told(*FILES, id="a", group="a"), told(FILES[0], id="b", group="b")
    assert fold([first, second]).files == FILES


def test_files_of_unknown_forms_are_bytes() -> None:
    assert Enclosed("a.bin", b"").media_type == "application/octet-stream"
