"""Prometheus' Alertmanager (API v2), for those who run one: fires and resolves.

Settings: url. What belongs together (``group``) is one alert there: its labels are the same from
beginning to end. A summary becomes one alert for each of its parts.
"""

import re

from alerts.message import Message, Part
from alerts.receivers.http import Answer, post
from alerts.receivers.port import Delivered, Line, Outcome
from alerts.receivers.text import cut, lines_of, plain
from pantau.facts.instant import DAY, MINUTE, to_iso

# Alertmanager resolves what has no end after five minutes by itself. We send when something
# changes and not every minute, so a fire burns until we say that it is out, or for so long:
_BURNS = 30 * DAY
# What has no end of its own (the morning message, a test) is shown for a moment.
_SHOWN = 5 * MINUTE

_MOST_TEXT = 4_000


async def send(message: Message, line: Line) -> Outcome:
    """Any status of 200 to 299 says that it was taken."""
    url = line.settings["url"].rstrip("/") + "/api/v2/alerts"
    answer = await post(line, url, alerts_of(message, line))
    return Delivered() if isinstance(answer, Answer) else answer


def alerts_of(message: Message, line: Line) -> list[dict[str, object]]:
    """The body: a list of postable alerts."""
    if message.parts:
        return [_alert(part, part.title, "", message.link) for part in message.parts]
    below = cut("\n".join(lines_of(message, line)), _MOST_TEXT)
    return [_alert(message, message.title, below, message.link, message.reason)]


def _alert(
    told: Message | Part, title: str, below: str, link: str | None, reason: str = "summary"
) -> dict[str, object]:
    labels = {_label_name(name): plain(value) for name, value in told.labels.items()}
    labels |= {
        "alertname": str(told.kind or reason),
        "group": plain(told.group),
        "severity": str(told.severity),
    }
    alert: dict[str, object] = {
        # An empty label is no label to Alertmanager.
        "labels": {name: value for name, value in labels.items() if value},
        "annotations": {"summary": cut(plain(title), _MOST_TEXT), "description": below},
    }
    if told.resolved:
        alert["endsAt"] = to_iso(told.at)
    else:
        alert["startsAt"] = to_iso(told.at)
        alert["endsAt"] = to_iso(told.at + (_BURNS if told.kind else _SHOWN))
    if link:
        alert["generatorURL"] = link
    return alert


def _label_name(name: str) -> str:
    """As Prometheus allows: letters, digits, underscores, no digit first."""
    return re.sub(r"^(?=\d)|[^a-zA-Z0-9_]", "_", name)
