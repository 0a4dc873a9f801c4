"""What people answer in Telegram: buttons pressed and replies, by long polling.

Nothing listens: it works behind any firewall that lets us call out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alerts.receivers.http import Answer as HttpAnswer
from alerts.receivers.http import post
from alerts.receivers.port import Line, Rejected, Unavailable
from alerts.receivers.telegram import message_named, method
from alerts.receivers.text import cut, plain
from alerts.receivers.why import Why
from pantau.facts.instant import SECOND

_MOST = 100
_WAIT_SHARE = 0.5  # of the deadline: the rest is for the way there and back
_MOST_NOTE = 200  # https://core.telegram.org/bots/api#answercallbackquery


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody pressed a button, or replied.

    ``chat`` and ``user`` are Telegram's numbers. ``message``: the id, or its digest, that was put
    into the button (alerts.receivers.telegram.button_of); None for a reply, which names the message
    by ``reference``, as Delivered said it. ``at``: when a reply was written (microseconds UTC);
    None for a button, of which Telegram does not tell. ``callback``: by which a press is confirmed.
    """

    chat: int
    user: int
    name: str
    reference: str
    text: str = ""
    message: str | None = None
    at: int | None = None
    callback: str | None = None


async def answers(line: Line, offset: int) -> tuple[Sequence[Answer], int] | Rejected | Unavailable:
    """Wait up to half of ``line.timeout_s`` for answers from ``offset`` on.

    The second of the pair is the next offset. Asking with it tells Telegram that the ones before
    are done: write down what they said first. The first offset ever is 0.
    """
    asked = {
        "offset": offset,
        "limit": _MOST,
        "timeout": int(line.timeout_s * _WAIT_SHARE),
        "allowed_updates": ["message", "callback_query"],
    }
    got = await post(line, method(line, "getUpdates"), asked)
    if not isinstance(got, HttpAnswer):
        return got
    match got.data():
        case {"ok": True, "result": list(updates)}:
            return read(updates, offset)
    return Unavailable(Why.SOMEBODY_ELSE.of(name="Telegram"))


async def confirm(line: Line, answer: Answer, text: str) -> bool:
    """Show ``text`` to who pressed the button, in place of its hourglass. False: not shown."""
    if answer.callback is None:
        return False
    note = {"callback_query_id": answer.callback, "text": cut(plain(text), _MOST_NOTE)}
    return isinstance(await post(line, method(line, "answerCallbackQuery"), note), HttpAnswer)


def read(updates: Sequence[object], offset: int) -> tuple[Sequence[Answer], int]:
    """The answers among ``updates`` and the next offset. What is neither a button of ours nor a
    reply to one of our messages is passed over: anybody can write anything to a bot."""
    found = []
    for update in updates:
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            continue
        offset = max(offset, update["update_id"] + 1)
        answer = _button(update) or _reply(update)
        if answer is not None:
            found.append(answer)
    return found, offset


def _button(update: dict[str, Any]) -> Answer | None:
    match update.get("callback_query"):
        case {
            "id": str(callback),
            "data": str(data),
            "from": {"id": int(user)} as who,
            "message": {"message_id": int(reference), "chat": {"id": int(chat)}},
        }:
            message = message_named(data)
            if message is not None:
                return Answer(
                    chat, user, _name(who), str(reference), message=message, callback=callback
                )
    return None


def _reply(update: dict[str, Any]) -> Answer | None:
    match update.get("message"):
        case {
            "date": int(date),
            "text": str(text),
            "from": {"id": int(user)} as who,
            "chat": {"id": int(chat)},
            "reply_to_message": {"message_id": int(reference), "from": {"is_bot": True}},
        }:
            return Answer(chat, user, _name(who), str(reference), text=text, at=date * SECOND)
    return None


def _name(who: dict[str, Any]) -> str:
    names = (who.get("first_name"), who.get("last_name"))
    return plain(" ".join(each for each in names if isinstance(each, str)))
