"""The colours of all pages, light and dark, in one place: style sheet, Streamlit and charts.

Each is (light, dark). A state's colour is never alone: SIGNS in live.py goes with it.
"""

from collections.abc import Mapping
from typing import Literal

Mode = Literal["light", "dark"]

TOKENS: Mapping[str, tuple[str, str]] = {
    "page": ("#f6f7f9", "#0f141a"),
    "panel": ("#ffffff", "#19212b"),
    "line": ("#d5dae1", "#323d4a"),
    "text": ("#1b2430", "#e6eaf0"),
    "soft": ("#56616f", "#a3afbd"),
    "accent": ("#0b5cad", "#6cb0f5"),
    "on-accent": ("#ffffff", "#0f141a"),
    "accent-back": ("#dcebfa", "#16334f"),
    "up": ("#136c3a", "#6fd797"),
    "up-back": ("#d8f0e0", "#17402a"),
    "up-bar": ("#7cc79a", "#2f7a50"),
    "down": ("#b3151f", "#ff9c9c"),
    "down-back": ("#c4161f", "#d3222c"),
    "degraded": ("#7d4e00", "#ffc766"),
    "degraded-back": ("#ffe2a8", "#574010"),
    "unknown": ("#4d5763", "#b6c0cc"),
    "unknown-back": ("#e2e6eb", "#333e4a"),
    "excluded": ("#5b3f9e", "#bda7f5"),
    "excluded-back": ("#e6defa", "#352a57"),
    "some-lost": ("#9a6b00", "#f2c14e"),
    "many-lost": ("#b8431a", "#ff9a62"),
    "most-lost": ("#b3151f", "#ff6f78"),
    # What carries a line: six colours that say nothing of how it is.
    "medium-a": ("#0b5cad", "#6cb0f5"),
    "medium-b": ("#8a4b14", "#dca36e"),
    "medium-c": ("#0d7369", "#52cfc0"),
    "medium-d": ("#6a3db0", "#c0a2f6"),
    "medium-e": ("#a3246a", "#f08dbf"),
    "medium-f": ("#5b6500", "#c2cf5c"),
    "alarm": ("#b3151f", "#b3151f"),
    "on-alarm": ("#ffffff", "#ffffff"),
}

READ_ON: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "soft", "accent") for ground in ("page", "panel")),
    *((ink, "panel") for ink in ("up", "down", "degraded", "unknown", "excluded")),
    *((each, f"{each}-back") for each in ("up", "degraded", "unknown", "excluded", "accent")),
    *((f"medium-{letter}", "panel") for letter in "abcdef"),
    ("on-accent", "accent"),
    ("on-alarm", "down-back"),
    ("on-alarm", "alarm"),
)
"""Which colour is text on which ground: each must be told apart by weak eyes (WCAG AA)."""

_STREAMLIT = {
    "primaryColor": "accent",
    "backgroundColor": "page",
    "secondaryBackgroundColor": "panel",
    "textColor": "text",
    "borderColor": "line",
}


def colour(token: str, mode: Mode) -> str:
    """``#rrggbb``. Raises KeyError for a token that is none."""
    return TOKENS[token][mode == "dark"]


def style_sheet() -> str:
    """The tokens as custom properties ``--p-…``; the browser picks by color-scheme."""
    lines = [
        f"  --p-{name}: light-dark({light}, {dark});" for name, (light, dark) in TOKENS.items()
    ]
    return "\n".join([":root {", *lines, "}"])


def streamlit_flags() -> tuple[str, ...]:
    """The same colours for Streamlit's own widgets."""
    modes: tuple[Mode, ...] = ("light", "dark")
    return tuple(
        f"--theme.{mode}.{option}={colour(token, mode)}"
        for mode in modes
        for option, token in _STREAMLIT.items()
    )
