"""Names in scripts that run from right to left, kept from turning what stands around them.

A name may hold letters of such a script, or an override (U+202E) that somebody put there to make
what follows read otherwise. Unicode's isolates (UAX #9) end its effect where the name ends.
"""

import re

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Marks, embeddings, overrides and isolates; Hebrew to Arabic, their presentation forms, and the
# right-to-left scripts of the supplementary planes.
_TURNS = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Inside of the name they would end ours, or begin one that nobody ends.
_ISOLATES = re.compile("[\u2066-\u2069]")


def turns(text: str) -> bool:
    """Whether it could change the direction of what stands around it."""
    return not text.isascii() and _TURNS.search(text) is not None


def isolated(text: str) -> str:
    """``text`` for the middle of a line of plain text; as it is where it turns nothing."""
    if not turns(text):
        return text
    return f"{_FIRST_STRONG}{_ISOLATES.sub('', text)}{_POP}"
