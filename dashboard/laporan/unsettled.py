"""What is not settled in a month, each with the way to where it is settled: as HTML."""

from collections.abc import Iterable

from dashboard.links import page_url
from dashboard.markup import Html, element
from pantau.language import Language, Sentence, translator

# By the letter with which ids begin; a gap ends by itself, and nobody decides it.
_SECTIONS = {"O": None, "X": "pengecualian", "V": "pengecualian", "K": "keberatan"}


def unsettled(lines: Iterable[Sentence], language: Language) -> Html:
    """A line each, and a link where somebody has to act."""
    say = translator(language)
    return element(
        "section",
        element("h2", say("Not settled yet")),
        element("ul", *(element("li", _line(each, language)) for each in lines)),
        class_="p-panel p-open",
    )


def _line(each: Sentence, language: Language) -> str:
    words = each.said(translator(language))
    id = str(dict(each.values).get("id", ""))
    if id[:1] not in _SECTIONS:
        return words
    url = page_url("gangguan", language, bagian=_SECTIONS[id[:1]], id=id)
    return element("a", words, href=url, class_="p-go p-link")
