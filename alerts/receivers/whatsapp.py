"""WhatsApp by the official Cloud API: a template that Meta approved, with the title and the lines.

Settings: phone_id, to, token, template[, api]. The template's body has two parameters; it has to
exist in each language that is spoken ("id", "en").
"""

from alerts.message import Message
from alerts.receivers.http import Answer, post, said_by
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Unavailable
from alerts.receivers.text import cut, lines_of, plain
from alerts.receivers.why import Why

API = "https://graph.facebook.com/v23.0"

# The whole body, template included, may have 1,024 characters.
_MOST_TITLE = 200
_MOST_LINES = 700

# https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes: limits of rate and
# their own troubles, some of which come with status 400.
_NOT_NOW = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 133016})


async def send(message: Message, line: Line) -> Outcome:
    """``reference`` is WhatsApp's own id of the message."""
    api = line.settings.get("api", API).rstrip("/")
    url = f"{api}/{line.settings['phone_id']}/messages"
    answer = await post(
        line,
        url,
        request(message, line),
        {"Authorization": f"Bearer {line.settings['token']}"},
        judge=judge,
    )
    if isinstance(answer, Answer):
        match answer.data():
            case {"messages": [{"id": str(reference)}, *_]}:
                return Delivered(reference)
        return Unavailable(Why.SOMEBODY_ELSE.of(name="WhatsApp"), perhaps_delivered=True)
    return answer


def judge(answer: Answer, line: Line) -> Rejected | Unavailable | None:
    """Their limits come as 400: later, not never."""
    match answer.data():
        case {"error": {"code": int(code)}} if code in _NOT_NOW:
            return Unavailable(
                Why.ANSWERED_SAYING.of(
                    status=answer.status, said=f"{said_by(answer, line)} ({code})"
                )
            )
    return None


def request(message: Message, line: Line) -> dict[str, object]:
    """The body of a template message. Parameters must not hold line breaks, tabs or more than
    four blanks in a row: ``plain`` leaves none of them."""
    title = cut(plain(message.title), _MOST_TITLE)
    below = cut(" · ".join(lines_of(message, line)), _MOST_LINES)
    parameters = [{"type": "text", "text": text or "-"} for text in (title, below)]
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": line.settings["to"],
        "type": "template",
        "template": {
            "name": line.settings["template"],
            "language": {"code": message.language},
            "components": [{"type": "body", "parameters": parameters}],
        },
    }
