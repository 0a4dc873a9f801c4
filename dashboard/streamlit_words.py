"""The few words that Streamlit's widgets bring along in English alone, said in the page's own.

It has no place to translate them: the style sheet hides each and shows one of these instead.
"""

from collections.abc import Iterable

from dashboard.pages import FIRST, Listed
from pantau.language import Language, to_say, translator

WORDS = {
    "say-upload": to_say("Choose a file"),
    "say-drop": to_say("or drop it here"),
    "say-more": to_say("More pages"),
    "say-none": to_say("Nothing has this name"),
    "say-ascending": to_say("Sort upwards"),
    "say-descending": to_say("Sort downwards"),
    "say-keys": to_say("Keyboard: arrows move, Shift + Space chooses"),
    # What stands in the parts of a date that nobody has filled in.
    "say-day": to_say("dd"),
    "say-month": to_say("mm"),
    "say-year": to_say("yyyy"),
}
"""By the custom property of the style sheet that holds it."""


def words_sheet(language: Language) -> str:
    """Custom properties ``--p-say-…``, each a string of CSS."""
    say = translator(language)
    lines = [f"  --p-{name}: {_quoted(say(text))};" for name, text in WORDS.items()]
    return "\n".join([":root {", *lines, "}"])


def here_sheet(shown: Iterable[Listed], language: Language) -> str:
    """Where the menu has no room for the page that is open, "More pages" says which that is.

    One sheet for all pages: which of them is open, the menu itself knows.
    """
    say = translator(language)
    hidden = '.rc-overflow:has(.rc-overflow-item[aria-hidden="true"] '
    opened = f'{hidden}[href$="/%s"][aria-current="page"]) .rc-overflow-item-rest'
    return "\n".join(
        f"{opened % page.name} p::after {{ content: {_quoted(': ' + say(page.title))}; }}"
        for page in shown
        if page is not FIRST
    )


def _quoted(text: str) -> str:
    """A string of CSS that ends neither itself nor the style element, whatever it holds."""
    plain = "".join(
        each if each.isalnum() or each in " +:," else f"\\{ord(each):x} " for each in text
    )
    return f'"{plain}"'
