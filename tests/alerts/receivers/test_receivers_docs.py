"""docs/receivers.md knows every kind, field and refused schema, and its example works."""

import asyncio
import re
from pathlib import Path

from alerts.receivers import webhook
from alerts.receivers.http import open_session
from alerts.receivers.other import REFUSED_SCHEMAS
from pantau.facts.instant import SECOND
from pantau.inventory.alerting import ReceiverKind
from tests.alerts.telling import AT, line, message

TEXT = (Path(__file__).parents[3] / "docs" / "receivers.md").read_text()


def test_every_kind_has_its_row() -> None:
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE) == [str(kind) for kind in ReceiverKind]


def test_every_refused_schema_is_named() -> None:
    assert {schema for schema in REFUSED_SCHEMAS if f"`{schema}`" in TEXT} == REFUSED_SCHEMAS


def test_every_field_of_a_webhook_is_named_and_the_example_knows_ours() -> None:
    async def making() -> dict[str, object]:
        async with open_session() as session:
            return webhook.content(message(), line(session, {}))

    for name in asyncio.run(making()):
        assert f"`{name}`" in TEXT
    [code] = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    space: dict[str, object] = {}
    exec(code, space)  # noqa: S102 - what the page tells people to run
    is_ours = space["is_ours"]
    assert callable(is_ours)
    stamp = str(AT // SECOND)
    headers = {
        "X-Pantau-Timestamp": stamp,
        "X-Pantau-Signature": f"sha256={webhook.signature('s', stamp, b'{}')}",
    }
    assert is_ours(headers, b"{}", "s", AT / SECOND + 10)
    assert not is_ours(headers, b"{}", "t", AT / SECOND + 10)
    assert not is_ours(headers, b"{ }", "s", AT / SECOND + 10)
    assert not is_ours(headers, b"{}", "s", AT / SECOND + 301)
