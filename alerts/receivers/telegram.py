"""Telegram: a message in HTML to a group or a person, with a button that acknowledges.

Settings: chat, token[, api].
"""

import hashlib
import html

from alerts.message import Message
from alerts.receivers.http import Answer, post
from alerts.receivers.port import Delivered, Line, Outcome, Unavailable
from alerts.receivers.text import BUTTON, block, cut, lines_of, plain, say_in, utf16_size

API = "https://api.telegram.org"

# https://core.telegram.org/bots/api#sendmessage: 1-4096 characters after entities parsing.
_MOST_UNITS = 4_096
_MOST_TITLE = 500
# https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data, 1-64 bytes.
_MOST_DATA = 64
_BUTTON_MARK = "ack:"


async def send(message: Message, line: Line) -> Outcome:
    """``reference`` is the number of the message in its chat, by which replies name it."""
    answer = await post(line, method(line, "sendMessage"), request(message, line))
    if isinstance(answer, Answer):
        data = answer.data()
        result = data.get("result")
        if data.get("ok") is True and isinstance(result, dict):
            return Delivered(str(result.get("message_id", "")))
        return Unavailable("what answered was not Telegram", perhaps_delivered=True)
    return answer


def method(line: Line, name: str) -> str:
    """The address of one of the bot's methods. It holds the token: never to be shown."""
    api = line.settings.get("api", API).rstrip("/")
    return f"{api}/bot{line.settings['token']}/{name}"


def request(message: Message, line: Line) -> dict[str, object]:
    """The body of sendMessage."""
    body: dict[str, object] = {
        "chat_id": line.settings["chat"],
        "text": rendered(message, line),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if message.outages and not message.resolved:
        button = {"text": say_in(message)(BUTTON), "callback_data": button_of(message.id)}
        body["reply_markup"] = {"inline_keyboard": [[button]]}
    return body


def button_of(message_id: str) -> str:
    """What the button sends back: the message's id, or its digest where it is too long."""
    data = _BUTTON_MARK + message_id
    if len(data.encode()) <= _MOST_DATA:
        return data
    return _BUTTON_MARK + hashlib.sha256(message_id.encode()).hexdigest()[:40]


def message_named(data: str) -> str | None:
    """The id, or digest, that ``button_of`` put into a button; None for anything else."""
    return data.removeprefix(_BUTTON_MARK) if data.startswith(_BUTTON_MARK) else None


def rendered(message: Message, line: Line) -> str:
    """Telegram's HTML. Cut before it is escaped: no tag and no entity is ever torn."""
    link = message.link or ""
    room = _MOST_UNITS - (utf16_size(link) + 2 if link else 0)
    title = cut(plain(message.title), _MOST_TITLE, utf16_size)
    pieces = [(title, "<b>{}</b>")]
    pieces += [("\n" + each, "{}") for each in lines_of(message, line)]
    if ready := block(message.ready):
        pieces += [("\n\n", "{}"), (ready, "<pre>{}</pre>")]
    said = []
    for text, form in pieces:
        fitting = cut(text, room, utf16_size)
        said.append(form.format(_escaped(fitting)))
        room -= utf16_size(fitting)
        if fitting != text or room < 2:
            break
    return "".join(said) + (f"\n\n{_escaped(link)}" if link else "")


def _escaped(text: str) -> str:
    # https://core.telegram.org/bots/api#html-style: only these four named entities exist.
    return html.escape(text, quote=False).replace('"', "&quot;")
