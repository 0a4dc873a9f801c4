"""A translator of the tests: it hears English where Indonesian is spoken."""

import re
from gettext import NullTranslations

from pantau.language import Translator

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
_ENGLISH = frozenset(
    re.findall(
        "[a-z]+",
        """
    a an and are as be been before by can cannot does for had has have is it its must neither
    no nor nothing of or remove should than that the their there these they this was were
    what where which with without write you
""",
    )
)


class _Missing(NullTranslations):
    def gettext(self, message: str) -> str:
        raise AssertionError(f"in no catalogue: {message}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise AssertionError(f"in no catalogue: {msgid1}, {msgid2} ({n})")


class StrictTranslator(Translator):
    """Indonesian, and an error for each text that the catalogue lacks."""

    def __init__(self) -> None:
        super().__init__("id")
        self._catalogue.add_fallback(_Missing())


def english_in(said: str) -> list[str]:
    """The words of ``said`` that no Indonesian sentence has, quotations and examples aside."""
    while (left := _QUOTED.sub(" ", said)) != said:
        said = left
    return [
        word for word in re.findall(r"(?<![\w.:/-])[a-z]+(?![\w:/-])", said) if word in _ENGLISH
    ]
