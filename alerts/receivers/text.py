"""What all receivers need before they put a message into their own markup."""

import unicodedata
from collections.abc import Callable

from alerts.message import Message
from alerts.receivers.port import Line
from pantau.language import Translator, choose_language, duration, to_say, translator

BUTTON = to_say("Acknowledge")

_MINUTE_S = 60


def plain(text: str) -> str:
    """``text`` on one line, without what a terminal, a header or a reader's eye is fooled by.

    Control characters become blanks; those that turn the direction of writing (a name could make
    the words behind it read backwards) and lone surrogates go.
    """
    kept = "".join(_harmless(character) for character in text)
    return " ".join(kept.split())


def block(text: str) -> str:
    """As ``plain``, line by line."""
    return "\n".join(plain(line) for line in text.splitlines()).strip("\n")


def cut(text: str, most: int, size: Callable[[str], int] = len) -> str:
    """``text`` in at most ``most`` units of ``size``, its end replaced by "…" where it is more."""
    if size(text) <= most:
        return text
    room = most - size("…")
    low, high = 0, min(len(text), max(room, 0))
    while low < high:  # the longest beginning that fits; size grows with the text
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= room else (low, middle - 1)
    return text[:low] + "…"


def utf8_size(text: str) -> int:
    """In bytes of UTF-8."""
    return len(text.encode())


def utf16_size(text: str) -> int:
    """In units of UTF-16, as Telegram counts characters."""
    return len(text.encode("utf-16-le")) // 2


def say_in(message: Message) -> Translator:
    """Who speaks the message's language."""
    return translator(choose_language(message.language))


def late(message: Message, line: Line) -> str:
    """``Terkirim terlambat 42 menit``, or nothing where it is not late."""
    if line.late_s is None:
        return ""
    say = say_in(message)
    units = 1 if line.late_s < 60 * _MINUTE_S else 2
    return say("Sent {duration} late", duration=duration(line.late_s, say.language, units=units))


def lines_of(message: Message, line: Line) -> list[str]:
    """What stands below the title, each on one line: first of all how late it is."""
    said = [late(message, line), *(plain(each) for each in message.lines)]
    return [each for each in said if each]


def below(message: Message, line: Line) -> str:
    """All below the title as plain text: the lines, then the text to be sent on."""
    parts = ["\n".join(lines_of(message, line)), block(message.ready)]
    return "\n\n".join(part for part in parts if part)


def ack_address(message: Message, line: Line) -> str | None:
    """The address that acknowledges, while there is something to acknowledge."""
    return line.ack(message) if message.outages and not message.resolved else None


def with_addresses(message: Message, line: Line) -> str:
    """As ``below``, and at its end the addresses to acknowledge at and to look at."""
    parts = [below(message, line)]
    if address := ack_address(message, line):
        parts.append(f"{say_in(message)(BUTTON)}: {address}")
    if message.link:
        parts.append(message.link)
    return "\n\n".join(part for part in parts if part)


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    if category == "Cs" or unicodedata.bidirectional(character) in _TURNING:
        return ""
    return character


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
