"""Telegram: a message in HTML to a group or a person, with a button that acknowledges.

Settings: chat, token[, api].
"""

import hashlib
import html
import json

from alerts.message import Message
from alerts.receivers.enclosed import Enclosed, fitting
from alerts.receivers.http import Answer, Refused, as_form, post
from alerts.receivers.port import Delivered, Line, Outcome, Unavailable
from alerts.receivers.text import BUTTON, block, cut, lines_of, plain, say_in, utf16_size
from alerts.receivers.why import Why

API = "https://api.telegram.org"

# https://core.telegram.org/bots/api#sendmessage: 1-4096 characters after entities parsing.
_MOST_UNITS = 4_096
# https://core.telegram.org/bots/api#senddocument: a caption of 0-1024, files of up to 50 MB;
# #sendmediagroup: 2-10 items.
_MOST_CAPTION = 1_024
_MOST_ENCLOSED = 45_000_000
_MOST_TITLE = 500
# https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data, 1-64 bytes.
_MOST_DATA = 64
_BUTTON_MARK = "ack:"


async def send(message: Message, line: Line) -> Outcome:
    """``reference`` is the number of the message in its chat, by which replies name it.

    Files and text are one message, so that no attempt tells half of it.
    """
    message, enclosed = fitting(message, line.files, _MOST_ENCLOSED)
    if enclosed:
        answer = await _post_files(message, line, enclosed)
    else:
        answer = await post(line, method(line, "sendMessage"), request(message, line))
    if isinstance(answer, Answer):
        data = answer.data()
        result = data.get("result")
        if isinstance(result, list) and result:  # of several files, a message each
            result = result[0]
        if data.get("ok") is True and isinstance(result, dict):
            return Delivered(str(result.get("message_id", "")))
        return Unavailable(Why.SOMEBODY_ELSE.of(name="Telegram"), perhaps_delivered=True)
    return answer


async def _post_files(
    message: Message, line: Line, enclosed: list[tuple[Enclosed, bytes]]
) -> Answer | Refused:
    """One file by sendDocument, several by sendMediaGroup; the text stands with the last."""
    text = {"caption": rendered(message, line, _MOST_CAPTION), "parse_mode": "HTML"}
    fields = {"chat_id": line.settings["chat"]}
    if len(enclosed) == 1:
        each, content = enclosed[0]
        parts = [("document", each.name, each.media_type, content)]
        body, headers = as_form(fields | text, parts)
        return await post(line, method(line, "sendDocument"), body, headers)
    media: list[dict[str, str]] = [
        {"type": "document", "media": f"attach://file{number}"} for number in range(len(enclosed))
    ]
    media[-1] |= text
    parts = [
        (f"file{number}", each.name, each.media_type, content)
        for number, (each, content) in enumerate(enclosed)
    ]
    body, headers = as_form(fields | {"media": json.dumps(media)}, parts)
    return await post(line, method(line, "sendMediaGroup"), body, headers)


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


def rendered(message: Message, line: Line, most: int = _MOST_UNITS) -> str:
    """Telegram's HTML, of at most ``most`` units. Cut before it is escaped, so nothing is torn."""
    link = message.link or ""
    room = most - (utf16_size(link) + 2 if link else 0)
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
