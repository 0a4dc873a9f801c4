"""The catalogues: gettext's .po files, read when first asked for.

There is no build step, and no .mo file that can be forgotten.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, c2py
from pathlib import Path
from typing import TYPE_CHECKING

from pantau.language.isolate import isolated
from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable


def to_say(text: str) -> str:
    """Mark ``text`` for the catalogues where it is written down now and said later."""
    return text


class Translator:
    """Says English source texts in one language.

    ``say("Data {age}", age="…")`` fills the placeholders after translating, so that a translation
    can put them in its own order. Translating never turns text into markup.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._catalogue = _Catalogue(language)

    def __call__(self, text: str, /, **values: object) -> str:
        """``text`` in this language; the English text itself where the catalogue lacks it.

        Raises KeyError where a placeholder has no value.
        """
        said = self._catalogue.gettext(text)
        return said.format(**_isolated(values)) if values else said

    def gettext(self, text: str) -> str:
        """``text`` in this language, placeholders left as they are."""
        return self._catalogue.gettext(text)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """``one`` or ``many`` as ``n`` asks in this language, ``{n}`` and ``values`` filled in.

        ``n`` is written as the language writes numbers: ``1.234`` in Indonesian.
        """
        said = self._catalogue.ngettext(one, many, n)
        return said.format(n=number(n, self.language), **_isolated(values))

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Gettext's own form of ``plural``: placeholders left as they are."""
        return self._catalogue.ngettext(one, many, n)


def _isolated(values: dict[str, object]) -> dict[str, object]:
    """So that no name turns the sentence around in which it stands."""
    return {
        name: isolated(value) if type(value) is str else value for name, value in values.items()
    }


@cache
def translator(language: Language = DEFAULT_LANGUAGE) -> Translator:
    """The translator of ``language``; made once a process."""
    return Translator(language)


def catalogue_file(language: Language) -> Path:
    """Where the catalogue of ``language`` lies."""
    return Path(__file__).with_name(f"{language}.po")


class _Catalogue(NullTranslations):
    """What gettext's own class does with a compiled file, from the messages as they were read:
    compiling them takes as long as reading them, at the start of every command."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        # Imported here: whoever only writes numbers does not pay 50 ms for babel.
        from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

        with catalogue_file(language).open("rb") as source:
            read = read_po(source, locale=language)
        self._form: Callable[[int], int] = c2py(read.plural_expr)
        self._one: dict[str, str] = {}
        self._many: dict[str, tuple[str, ...]] = {}
        for message in read:
            if not message.id or message.fuzzy:
                continue
            said = message.string
            if isinstance(said, str):
                if said:
                    self._one[str(message.id)] = said
            elif said and all(said):
                self._one[message.id[0]] = said[0]
                self._many[message.id[0]] = tuple(said)

    def gettext(self, text: str) -> str:
        said = self._one.get(text)
        return super().gettext(text) if said is None else said

    def ngettext(self, one: str, many: str, n: int) -> str:
        forms = self._many.get(one)
        return super().ngettext(one, many, n) if forms is None else forms[self._form(n)]
