"""The four kinds of time as one bar: HTML with words, and a small picture for a table's cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol
from urllib.parse import quote

from dashboard.markup import Html, element
from dashboard.month_part import NOTHING, shown_share
from dashboard.theme import Mode, colour
from pantau.language import Language, short_duration, to_say, translator


class Timed(Protocol):
    """Whatever has the four seconds of the ledger: a row, a day, a total."""

    @property
    def service_seconds(self) -> int: ...  # noqa: D102 - as SlaResult says

    @property
    def up_seconds(self) -> int: ...  # noqa: D102

    @property
    def down_seconds(self) -> int: ...  # noqa: D102

    @property
    def excluded_seconds(self) -> int: ...  # noqa: D102

    @property
    def unknown_seconds(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of time: ``kind`` is its class in the style sheet, ``sign`` stands by its colour."""

    kind: str
    sign: str
    words: str
    seconds: int


_KINDS = (
    ("up", "✓", to_say("Up time")),
    ("down", "✕", to_say("Down time")),
    ("excluded", "⊘", to_say("Excluded time")),
    ("unknown", "?", to_say("Unknown time")),
)
_WIDE, _HIGH, _LEAST = 150, 26, 3
# What may stand in an address of a picture as it is, in every browser.
_PLAIN = " '=/:;,()."


def parts(timed: Timed) -> tuple[Part, ...]:
    """The four, those without a second too."""
    return tuple(
        Part(kind, sign, words, getattr(timed, f"{kind}_seconds")) for kind, sign, words in _KINDS
    )


def time_bar(timed: Timed, language: Language) -> Html:
    """The bar over its legend: every part with its sign, length and share of the service time."""
    say = translator(language)
    every = parts(timed)
    lengths = {each.kind: _length(each.seconds, language) for each in every}
    said = ", ".join(f"{say(each.words)} {lengths[each.kind]}" for each in every)
    bar = element(
        "div",
        *(
            element("i", each.sign, class_=f"s-part s-{each.kind}", style=f"flex-grow:{wide}")
            for each, wide in zip(every, widths(every, 1_000, 8), strict=True)
            if wide
        ),
        class_="s-bar",
        role="img",
        aria_label=said,
    )
    keys = [
        element(
            "div",
            element("i", each.sign, class_=f"s-key s-{each.kind}", aria_hidden="true"),
            element(
                "div",
                element("span", say(each.words), class_="s-word"),
                element("strong", lengths[each.kind]),
                element("small", _share(each.seconds, timed.service_seconds, language)),
            ),
            class_="s-kind",
        )
        for each in every
    ]
    return element("div", bar, element("div", *keys, class_="s-kinds"), class_="s-time")


def widths(every: Sequence[Part], wide: int, least: int) -> list[int]:
    """How much of ``wide`` each takes: by its seconds, but never less than can be seen."""
    whole = sum(each.seconds for each in every)
    if not whole:
        return [0] * len(every)
    small = [0 < each.seconds * wide < least * whole for each in every]
    left = wide - least * sum(small)
    rest = sum(each.seconds for each, is_small in zip(every, small, strict=True) if not is_small)
    return [
        least if is_small else left * each.seconds // rest
        for each, is_small in zip(every, small, strict=True)
    ]


def small_bar(timed: Timed, mode: Mode) -> str:
    """The bar as a picture that needs no other file; told apart by pattern as well as by colour."""
    x, drawn = 0, []
    every = parts(timed)
    for each, wide in zip(every, widths(every, _WIDE, _LEAST), strict=True):
        if wide:
            drawn.append(_drawn(each.kind, x, wide, mode))
            x += wide
    hatches = [_hatch(each.kind, mode) for each in every if each.seconds]
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDE}' height='{_HIGH}'"
        f" viewBox='0 0 {_WIDE} {_HIGH}'>{''.join(hatches)}{''.join(drawn)}</svg>"
    )
    # Hundreds of them make up a table's page: as few bytes as an address of a picture can have.
    return f"data:image/svg+xml,{quote(picture, safe=_PLAIN)}"


def _drawn(kind: str, x: int, wide: int, mode: Mode) -> str:
    fill = {
        "up": colour("up-bar", mode),
        "down": colour("down-back", mode),
        "excluded": "url(#e)",
        "unknown": "url(#u)",
    }[kind]
    # A part that one looks for stands out of the row of those that one does not.
    top = 1 if kind == "down" else 6
    return f"<path d='M{x} {top}h{wide}v{_HIGH - 2 * top}h-{wide}' fill='{fill}'/>"


def _hatch(kind: str, mode: Mode) -> str:
    """The pattern that ``_drawn`` fills this kind with; nothing where it has a plain colour."""
    ink = colour(kind, mode) if kind in {"excluded", "unknown"} else ""
    if kind == "excluded":
        return (
            "<pattern id='e' width='5' height='5' patternUnits='userSpaceOnUse'"
            f" patternTransform='rotate(45)'><path d='M0 0h5v5H0' fill='{ink}'"
            f" fill-opacity='.25'/><path d='M0 0h2v5H0' fill='{ink}'/></pattern>"
        )
    if kind == "unknown":
        return (
            "<pattern id='u' width='4' height='4' patternUnits='userSpaceOnUse'>"
            f"<path d='M0 0h4v4H0' fill='{ink}' fill-opacity='.25'/>"
            f"<path d='M0 0h2v2H0' fill='{ink}'/></pattern>"
        )
    return ""


def _length(seconds: int, language: Language) -> str:
    return short_duration(seconds, language) if seconds else NOTHING


def _share(seconds: int, of: int, language: Language) -> str:
    return shown_share(Fraction(seconds, of) if of else None, None, language)
