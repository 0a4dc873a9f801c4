"""What goes by way of Apprise."""

import asyncio
import json
import logging
import socket
import warnings

import pytest

from alerts.message import Message
from alerts.receivers import other
from alerts.receivers.http import open_session
from alerts.receivers.port import Delivered, Outcome, Rejected, Unavailable
from pantau.facts.telling import AlertSeverity
from tests.alerts.receivers.playing import (
    Asked,
    Behave,
    hangs_up,
    http_player,
    says,
    says_nothing,
    says_rubbish,
)
from tests.alerts.telling import HOSTILE, HOSTILE_SHOWN, ended, line, message

# Apprise brings its own imghdr where Python has none any more, and asks Python for it first.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

TOKEN = "rahasia-7b1f"  # noqa: S105 - a secret to look for
ADDRESS = f"json://pantau:{TOKEN}@127.0.0.1:{{port}}/kait"


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    """Its 180 services take two seconds to load: no deadline of a test is meant for that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import apprise  # noqa: PLC0415 - slow

        assert apprise.Apprise.instantiate("json://127.0.0.1")


def tell(
    behave: Behave, told: Message | None = None, address: str = ADDRESS, timeout_s: float = 5.0
) -> tuple[Outcome, list[Asked]]:
    async def telling() -> tuple[Outcome, list[Asked]]:
        async with http_player(behave) as player, open_session() as session:
            settings = {"url": address.format(port=player.port)}
            outcome = await other.send(told or message(), line(session, settings, timeout_s))
            return outcome, player.asked

    return asyncio.run(telling())


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        (message(), "failure"),
        (message(severity=AlertSeverity.WARNING), "warning"),
        (message(severity=AlertSeverity.INFO, lines=(), ready="", link=None, outages=()), "info"),
        (ended(), "success"),
    ],
)
def test_what_is_taken_is_delivered(told: Message, type_: str) -> None:
    outcome, asked = tell(says(200), told)
    assert outcome == Delivered()
    assert asked[0].data["title"] == told.title
    assert asked[0].data["type"] == type_
    assert asked[0].data["message"]


@pytest.mark.parametrize(
    "behave", [says(403), says(429), says(500), hangs_up], ids=["403", "429", "500", "hangs up"]
)
def test_what_is_not_taken_is_tried_again(behave: Behave) -> None:
    outcome, _ = tell(behave)
    assert outcome == Unavailable("Apprise could not deliver it")


def test_rubbish_instead_of_http_is_no_answer() -> None:
    outcome, _ = tell(says_rubbish)
    assert isinstance(outcome, Unavailable)


def test_where_nobody_listens_it_is_for_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome, _ = tell(says(200), address=f"json://127.0.0.1:{port}")
    assert isinstance(outcome, Unavailable)


def test_a_silence_ends_at_the_deadline() -> None:
    outcome, _ = tell(says_nothing, timeout_s=0.3)
    assert outcome == Unavailable("no answer within 0.3 s", perhaps_delivered=True)


@pytest.mark.parametrize("schema", sorted(other.REFUSED_SCHEMAS))
def test_what_only_acts_on_this_machine_is_refused(schema: str) -> None:
    outcome, _ = tell(says(200), address=f"{schema.upper()}://127.0.0.1:{{port}}")
    assert isinstance(outcome, Rejected)
    assert "docs/receivers.md" in outcome.reason


def test_what_is_refused_are_words_that_apprise_knows() -> None:
    from apprise.manager_plugins import NotificationManager  # noqa: PLC0415 - slow

    assert set(NotificationManager().schemas()) >= other.REFUSED_SCHEMAS


@pytest.mark.parametrize("address", ["tidakada://x", "json://", "kosong", ""])
def test_what_apprise_does_not_understand_is_refused(address: str) -> None:
    outcome, _ = tell(says(200), address=address)
    assert isinstance(outcome, Rejected)


def test_a_hostile_name_is_shown_as_text_and_is_no_template() -> None:
    outcome, asked = tell(says(200), message(title=HOSTILE, lines=(HOSTILE,), ready=HOSTILE))
    assert outcome == Delivered()
    data = json.loads(asked[0].body)
    assert data["title"] == HOSTILE_SHOWN
    assert HOSTILE_SHOWN in data["message"]


def test_no_secret_is_in_a_reason_or_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for behave in (says(200), says(403, {"error": TOKEN}), hangs_up):
        outcome, _ = tell(behave)
        assert TOKEN not in repr(outcome)
    assert TOKEN not in caplog.text
    assert "apprise" not in caplog.text.lower()
