"""Which languages there are, and which of them somebody wishes."""

from typing import Literal, get_args

Language = Literal["id", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "id"


def choose_language(wish: str | None) -> Language:
    """The language that ``wish`` names ("en", "EN-GB", "id_ID"), else Bahasa Indonesia.

    Never raises: wishes come out of addresses and headers that anybody can write.
    """
    short = (wish or "")[:2].lower()
    return short if short in LANGUAGES else DEFAULT_LANGUAGE
