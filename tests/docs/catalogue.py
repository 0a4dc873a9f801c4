"""All that Pantau says to people in a language."""

from babel.messages.pofile import read_po

from pantau.language import Language
from pantau.language.catalogue import catalogue_file


def _said(language: Language) -> dict[str, str]:
    """By the name of the message, those without forms of number alone."""
    with catalogue_file(language).open("rb") as source:
        read = read_po(source, locale=language)
    return {str(each.id): str(each.string) for each in read if each.string}


def shown(language: Language) -> set[str]:
    """Every text as it is shown."""
    return set(_said(language).values())


def pairs() -> set[tuple[str, str]]:
    """Every text in Bahasa Indonesia, and the same in English."""
    english = _said("en")
    return {(said, english[name]) for name, said in _said("id").items()}
