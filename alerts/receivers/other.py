"""Everything else, by way of Apprise: one address a service (github.com/caronc/apprise/wiki).

Settings: url, an Apprise address. It comes out of the inventory or the environment: whoever can
change these may reach every host that this machine reaches, as with a webhook. Nobody else can
set one. Refused are addresses that only act on this machine.
"""

import asyncio
import logging
from threading import Thread

from alerts.message import Message
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Unavailable
from alerts.receivers.text import cut, plain, with_addresses
from alerts.receivers.why import Why
from pantau.facts.telling import AlertSeverity

REFUSED_SCHEMAS = frozenset(
    # The desktop, the log and the devices of this machine: nobody is told by these.
    {"blink1", "dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"}
)

_MOST_TITLE = 250
_MOST_TEXT = 20_000


async def send(message: Message, line: Line) -> Outcome:
    """Apprise tells yes or no, not why: what fails is tried again, and its fallback takes over."""
    url = line.settings["url"]
    schema = url.partition("://")[0].strip().lower()
    if "://" not in url or schema in REFUSED_SCHEMAS:
        return Rejected(Why.NOT_ALLOWED.of())
    try:
        async with asyncio.timeout(line.timeout_s):
            return await _in_a_thread(message, line, url)
    except TimeoutError:
        return Unavailable(Why.NO_ANSWER.of(seconds=f"{line.timeout_s:g}"), perhaps_delivered=True)


def _in_a_thread(message: Message, line: Line, url: str) -> "asyncio.Future[Outcome]":
    """Apprise waits for the network in its own way: a thread that nobody has to wait for."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Outcome] = loop.create_future()

    def settle(outcome: Outcome) -> None:
        if not future.done():
            future.set_result(outcome)

    def work() -> None:
        outcome = _told(message, line, url)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, outcome)

    Thread(target=work, name="apprise", daemon=True).start()
    return future


def _told(message: Message, line: Line, url: str) -> Outcome:
    """Tell it now, in this thread."""
    import apprise  # noqa: PLC0415 - takes 0.3 s, and few receivers need it

    _quieten()
    # Text between braces in a name is no template.
    asset = apprise.AppriseAsset(service_timeout=line.timeout_s, allow_templates=False)
    try:
        service = apprise.Apprise.instantiate(url, asset=asset)
        if service is None:
            return Rejected(Why.NOT_UNDERSTOOD.of())
        told = apprise.Apprise(services=service, asset=asset).notify(
            title=cut(plain(message.title), _MOST_TITLE),
            body=cut(with_addresses(message, line), _MOST_TEXT) or plain(message.title),
            notify_type=_type(message),
            body_format=apprise.NotifyFormat.TEXT,
        )
    except Exception as problem:  # noqa: BLE001 - 180 services, each with faults of its own
        return Unavailable(
            Why.APPRISE_FAILED.of(error=type(problem).__name__), perhaps_delivered=True
        )
    if told:
        return Delivered()
    late = told.status == apprise.AppriseResultStatus.TIMEOUT
    return Unavailable(Why.APPRISE_COULD_NOT.of(), perhaps_delivered=late)


def _type(message: Message) -> str:
    """Apprise's word for how much it matters."""
    if message.resolved:
        return "success"
    match message.severity:
        case AlertSeverity.CRITICAL:
            return "failure"
        case AlertSeverity.WARNING:
            return "warning"
        case _:
            return "info"


def _quieten() -> None:
    """Its log lines hold addresses, and those hold secrets: none of them is written anywhere."""
    log = logging.getLogger("apprise")
    log.propagate = False
    log.setLevel(logging.CRITICAL + 1)
