"""All that Pantau says to people in a language."""

from babel.messages.pofile import read_po

from pantau.language import Language
from pantau.language.catalogue import catalogue_file


def shown(language: Language) -> set[str]:
    """Every text without forms of number, as it is shown."""
    with catalogue_file(language).open("rb") as source:
        return {str(each.string) for each in read_po(source, locale=language) if each.string}
