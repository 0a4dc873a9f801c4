"""How messages quote what was written and suggest what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from pantau.language import Sentence, to_say

_LONGEST = 60

KEPT_FOR_EVER = Sentence(
    to_say("this version keeps the whole file in the journal, from which nothing can be erased")
)
"""Why somebody's number should not stand in the file."""


def shown(value: object) -> str:
    """A value in quotes, on one line, without invisible characters and not endlessly long."""
    text = str(value)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return "'" + "".join(each if each.isprintable() else _escaped(each) for each in text) + "'"


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def closest(written: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    # difflib takes quadratic time: nobody means a short word by a very long one.
    found = get_close_matches(written[:_LONGEST].lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def meant(written: str, known: Iterable[str]) -> Sentence:
    """The remedy for an unknown word: the likeliest known one, or all of them."""
    words = list(known)
    if close := closest(written, words):
        return Sentence(to_say("did you mean {close}?"), close=shown(close))
    if not words:
        return Sentence(to_say("none is written in this file"))
    listed = words if len(words) <= 20 else [*words[:20], "…"]
    return Sentence(to_say("write one of: {choices}"), choices=", ".join(listed))
