"""What was written down in English, said in the reader's language.

Where a sentence reaches us as text - from a library, or from a table that keeps what went wrong -
its form tells which of ours it is, and what stands in its places.
"""

import re
from collections.abc import Callable, Iterable

from pantau.language.catalogue import Translator

_PLACE = re.compile(r"\\{(\w+)\\}")

Again = Callable[[str, str, Translator], str]
"""Of the name of a place, what stands there, and the language: how it is said."""


def _as_it_is(_place: str, value: str, _say: Translator) -> str:
    return value


class SaidAgain:
    """``texts``: msgids (given through ``to_say``), the more particular before the more general.

    ``value``: how what stands in a place is said. ``may_be_nothing``: places that may be empty.
    """

    def __init__(
        self,
        texts: Iterable[str],
        value: Again = _as_it_is,
        *,
        may_be_nothing: frozenset[str] = frozenset(),
    ) -> None:
        self._value = value
        self._forms = tuple((text, _form(text, may_be_nothing)) for text in texts)

    def __call__(self, message: str, say: Translator) -> str:
        """``message`` in the language of ``say``; one of no known form as it is."""
        for text, form in self._forms:
            found = form.fullmatch(message)
            if found:
                values = found.groupdict()
                return say(text, **{at: self._value(at, was, say) for at, was in values.items()})
        return message


def _form(text: str, may_be_nothing: frozenset[str]) -> re.Pattern[str]:
    met = set()

    def group(place: re.Match[str]) -> str:
        name = place[1]
        if name in met:
            return f"(?P={name})"
        met.add(name)
        return rf"(?P<{name}>.{'*' if name in may_be_nothing else '+'}?)"

    return re.compile(_PLACE.sub(group, re.escape(text)), re.DOTALL)
