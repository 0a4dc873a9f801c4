"""ntfy, the public server or one's own, by its JSON form.

Settings: server, topic[, token].
"""

from alerts.message import Message
from alerts.receivers.http import Answer, post
from alerts.receivers.port import Delivered, Line, Outcome, Unavailable
from alerts.receivers.text import BUTTON, ack_address, below, cut, plain, say_in, utf8_size
from alerts.receivers.why import Why
from pantau.facts.telling import AlertSeverity

# https://docs.ntfy.sh/publish: more than 4,096 bytes become an attachment; headers of the title
# are of our own choosing.
_MOST_BYTES = 4_000
_MOST_TITLE = 250

_PRIORITY = {AlertSeverity.CRITICAL: 5, AlertSeverity.WARNING: 4, AlertSeverity.INFO: 3}
_TAG = {
    AlertSeverity.CRITICAL: "rotating_light",
    AlertSeverity.WARNING: "warning",
    AlertSeverity.INFO: "information_source",
}


async def send(message: Message, line: Line) -> Outcome:
    """``reference`` is ntfy's own id of the message."""
    token = line.settings.get("token")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = await post(line, line.settings["server"], request(message, line), headers)
    if isinstance(answer, Answer):
        match answer.data():
            case {"id": str(reference)}:
                return Delivered(reference)
        return Unavailable(Why.SOMEBODY_ELSE.of(name="ntfy"), perhaps_delivered=True)
    return answer


def request(message: Message, line: Line) -> dict[str, object]:
    """The JSON that is published."""
    body: dict[str, object] = {
        "topic": line.settings["topic"],
        "title": cut(plain(message.title), _MOST_TITLE, utf8_size),
        "message": cut(below(message, line), _MOST_BYTES, utf8_size),
        "priority": 3 if message.resolved else _PRIORITY[message.severity],
        "tags": ["white_check_mark"] if message.resolved else [_TAG[message.severity]],
    }
    if message.link:
        body["click"] = message.link
    if address := ack_address(message, line):
        body["actions"] = [{"action": "view", "label": say_in(message)(BUTTON), "url": address}]
    return body
