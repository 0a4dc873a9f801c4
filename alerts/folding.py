"""A flood of messages to one receiver, told as one: pure."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from alerts.message import RANK, Message, Part
from alerts.receivers.text import say_in

MOST_LINES = 20

MOST_PARTS = 1_000
"""More groups than a regency has at once; so a summary of summaries stays bounded, too."""


def fold(messages: Sequence[Message]) -> Message:
    """One message for ``messages`` (oldest first, at least one; summaries may be among them).

    It tells the newest state of each group, what is still on before what is over, the worst first.
    Its id follows from theirs: folding the same again gives the same message.
    """
    newest = messages[-1]
    parts = _most_important(_newest_states(messages))
    on = [part for part in parts if not part.resolved]
    count = sum(message.count for message in messages)
    say = say_in(newest)
    titles = say.plural("{n} message in one", "{n} messages in one", count)
    links = {message.link for message in messages}
    return Message(
        id="fold:" + _digest(message.id for message in messages),
        group=newest.group if len(parts) == 1 else "fold",
        kind=None,
        severity=max((part.severity for part in on or parts), key=RANK.__getitem__),
        reason=newest.reason,
        title=titles,
        lines=_lines(parts, newest),
        # The oldest: a summary says how late the message that waited longest is.
        at=min(message.at for message in messages),
        resolved=not on,
        link=links.pop() if len(links) == 1 else None,
        outages=tuple(dict.fromkeys(outage for part in on for outage in part.outages)),
        language=newest.language,
        parts=tuple(parts),
        count=count,
        files=tuple(dict.fromkeys(each for message in messages for each in message.files)),
    )


def _newest_states(messages: Sequence[Message]) -> dict[str, Part]:
    """By group. A group that ended keeps the words with which it began."""
    states: dict[str, Part] = {}
    for message in messages:
        # The parts of a summary stand newest first.
        for part in reversed(message.parts or (_part(message),)):
            before = states.pop(part.group, None)
            began = part.began or (_beginning(before) if before else "")
            states[part.group] = replace(part, began=began if part.resolved else "")
    return states


def _beginning(before: Part) -> str:
    """How what is over now was called while it was on."""
    return before.began if before.resolved else before.title


def _part(message: Message) -> Part:
    return Part(
        group=message.group,
        kind=message.kind,
        severity=message.severity,
        title=message.title,
        at=message.at,
        resolved=message.resolved,
        outages=message.outages,
        labels=message.labels,
    )


def _most_important(states: dict[str, Part]) -> list[Part]:
    """Of equals the newest first."""
    newest_first = list(reversed(states.values()))
    newest_first.sort(key=lambda part: (part.resolved, -RANK[part.severity]))
    return newest_first[:MOST_PARTS]


def _lines(parts: Sequence[Part], newest: Message) -> tuple[str, ...]:
    lines = [
        f"{part.began} → {part.title}" if part.began else part.title for part in parts[:MOST_LINES]
    ]
    more = len(parts) - MOST_LINES
    if more > 0:
        lines.append(say_in(newest)("and {n} more", n=more))
    return tuple(lines)


def _digest(ids: Iterable[str]) -> str:
    """Short enough for a button of Telegram."""
    return hashlib.sha256("\n".join(ids).encode("utf-8", "backslashreplace")).hexdigest()[:40]
