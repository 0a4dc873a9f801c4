"""E-mail by SMTP: plain text, and the same as simple HTML.

Settings: to (comma), from, server (host:port)[, tls (none, starttls, tls), user, password].
Messages of one group refer to one another, so that mail programs show them as one conversation.
"""

import asyncio
import hashlib
import html
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as RULES
from email.utils import getaddresses

import aiosmtplib

from alerts.message import Message
from alerts.receivers.enclosed import fitting
from alerts.receivers.http import without_secrets
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Unavailable
from alerts.receivers.text import (
    BUTTON,
    ack_address,
    block,
    cut,
    lines_of,
    plain,
    say_in,
    with_addresses,
)
from alerts.receivers.why import Why
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.telling import AlertSeverity

_PORTS = {"none": 25, "starttls": 587, "tls": 465}
_MOST_TITLE = 300
_MOST_ENCLOSED = 15_000_000  # many servers take no mail above 20 MB, and base64 adds a third
_FAREWELL_S = 1


async def send(message: Message, line: Line) -> Outcome:
    """Taken when the server took it for at least one of the addresses."""
    try:
        mail = composed(message, line)
        content = mail.as_bytes(policy=RULES)
        smtp = _connection(line, mail)
    except (ValueError, IndexError):
        return Rejected(Why.NO_MAIL_ADDRESS.of())
    passing = _Passing()
    try:
        async with asyncio.timeout(line.timeout_s):
            await _named(smtp, mail, line, passing)
            return await _handed(smtp, content, line, passing)
    except aiosmtplib.SMTPResponseException as problem:
        return _judged(problem.code, problem.message, line)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as problem:
        return Unavailable(_why(problem), perhaps_delivered=passing.content)
    finally:
        smtp.close()


@dataclass(slots=True)
class _Passing:
    """How far it came. ``refused``: addresses that will not get it. ``content``: the mail itself
    is on its way."""

    refused: int = 0
    content: bool = False


async def _named(smtp: aiosmtplib.SMTP, mail: EmailMessage, line: Line, passing: _Passing) -> None:
    """Connect, sign in, say from whom and to whom. Raises SMTPResponseException where none of the
    addresses is taken: the mildest refusal, as one that says "not now" is worth trying again."""
    await smtp.connect()
    if user := line.settings.get("user"):
        await smtp.login(user, line.settings.get("password", ""))
    await smtp.mail(mail["From"].addresses[0].addr_spec)
    refusals = []
    for address in mail["To"].addresses:
        try:
            await smtp.rcpt(address.addr_spec)
        except aiosmtplib.SMTPRecipientRefused as refusal:
            refusals.append(refusal)
    if len(refusals) == len(mail["To"].addresses):
        raise min(refusals, key=lambda each: each.code)
    passing.refused = len(refusals)


async def _handed(smtp: aiosmtplib.SMTP, content: bytes, line: Line, passing: _Passing) -> Outcome:
    passing.content = True
    taken = await smtp.data(content)
    with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
        await smtp.quit(timeout=_FAREWELL_S)
    said = without_secrets(taken.message, line)
    return Delivered(f"{said} ({passing.refused} addresses refused)" if passing.refused else said)


def composed(message: Message, line: Line) -> EmailMessage:
    """The mail. Raises ValueError or IndexError where an address of the settings is none."""
    message, enclosed = fitting(message, line.files, _MOST_ENCLOSED)
    mail = EmailMessage(policy=RULES)
    sender = _addresses(line.settings["from"])[0]
    mail["From"] = sender
    mail["To"] = _addresses(line.settings["to"])
    mail["Subject"] = cut(plain(message.title), _MOST_TITLE)
    mail["Date"] = to_datetime(line.now - line.now % SECOND)
    mail["Message-ID"] = _reference(message.id, sender)
    if message.group != message.id:
        mail["In-Reply-To"] = mail["References"] = _reference(f"group:{message.group}", sender)
    # RFC 3834: no automatic answers to this, please.
    mail["Auto-Submitted"] = "auto-generated"
    if message.severity is AlertSeverity.CRITICAL and not message.resolved:
        mail["Importance"] = "high"
    mail.set_content(with_addresses(message, line) or plain(message.title))
    mail.add_alternative(as_html(message, line), subtype="html")
    for each, content in enclosed:
        main, _, sub = each.media_type.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=each.name)
    return mail


def as_html(message: Message, line: Line) -> str:
    """Headings, paragraphs and links: no style, no picture, nothing fetched from anywhere."""
    parts = [f"<h3>{html.escape(plain(message.title))}</h3>"]
    parts += [f"<p>{html.escape(each)}</p>" for each in lines_of(message, line)]
    if ready := block(message.ready):
        parts.append(f"<pre>{html.escape(ready)}</pre>")
    if address := ack_address(message, line):
        parts.append(_link(address, say_in(message)(BUTTON)))
    if message.link:
        parts.append(_link(message.link, message.link))
    return f'<!doctype html><html lang="{message.language}"><body>{"".join(parts)}</body></html>'


def _link(address: str, text: str) -> str:
    return f'<p><a href="{html.escape(address)}">{html.escape(text)}</a></p>'


def _addresses(written: str) -> list[Address]:
    """``Name <a@b>, c@d``. Raises ValueError where one of them is no address."""
    found = getaddresses([written])
    if not found or not all("@" in address and address.isascii() for _, address in found):
        raise ValueError(written)
    return [Address(name, addr_spec=address) for name, address in found]


def _reference(name: str, sender: Address) -> str:
    """The same name gives the same reference, whatever characters it has."""
    digest = hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return f"<{digest}@{sender.domain}>"


def _connection(line: Line, mail: EmailMessage) -> aiosmtplib.SMTP:
    """Not connected yet. Raises ValueError where the port is no number."""
    tls = line.settings.get("tls", "starttls")
    host, colon, port = line.settings["server"].rpartition(":")
    return aiosmtplib.SMTP(
        hostname=(host if colon else port).strip("[]"),
        port=int(port) if colon else _PORTS[tls],
        use_tls=tls == "tls",
        start_tls=tls == "starttls",
        timeout=line.timeout_s,
        # Our own name would be looked up, and that takes long exactly when lines are dead.
        local_hostname=mail["From"].addresses[0].domain,
    )


def _judged(code: int, said: str, line: Line) -> Outcome:
    """RFC 5321, 4.2.1: 5yz never, 4yz not now; a connection that ended has a code of its own."""
    reason = Why.ANSWERED_SAYING.of(status=code, said=without_secrets(said, line))
    return Rejected(reason) if 500 <= code < 600 else Unavailable(reason)


def _why(problem: Exception) -> str:
    """In our own words: a library's may hold what is secret."""
    match problem:
        case aiosmtplib.SMTPConnectError():
            return Why.NO_MAIL_SERVER.of()
        case aiosmtplib.SMTPServerDisconnected():
            return Why.MAIL_HUNG_UP.of()
        case TimeoutError():
            return Why.MAIL_LATE.of()
        case aiosmtplib.SMTPException():
            return Why.MAIL_CANNOT.of()
        case _:
            return Why.MAIL_BROKE.of()
