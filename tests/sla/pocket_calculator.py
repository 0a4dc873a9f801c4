"""The sums in a text, done again exactly: "1,000 x 3 / 7 = 428.57..."."""

import re
from dataclasses import dataclass
from fractions import Fraction

from pantau.language.languages import Language

_NUMBER = r"\d[\d.,]*\d|\d"
_SUM = re.compile(rf"((?:{_NUMBER})(?: [-+x/] (?:{_NUMBER}))+) = ({_NUMBER})(\.\.\.)?")


@dataclass(frozen=True)
class Sum:
    """One sum as it was written, its value, and whether what stands behind "=" says so.

    Three dots say that the number was cut there; without them it is exact.
    """

    text: str
    value: Fraction
    right: bool


def sums(text: str, language: Language) -> list[Sum]:
    """Every sum of the text, in its order; thousands and decimals as in this language."""
    return [_done_again(found, language) for found in _SUM.finditer(text)]


def _done_again(found: re.Match[str], language: Language) -> Sum:
    value = _value(found[1], language)
    shown = _read(found[2], language)
    places = len(found[2].rpartition("," if language == "id" else ".")[2]) if found[3] else 0
    cut = Fraction(value * 10**places // 1, 10**places) if found[3] else value
    return Sum(found[0], value, cut == shown)


def _value(text: str, language: Language) -> Fraction:
    """Products before sums, from left to right."""
    tokens = text.split(" ")
    terms = [_read(tokens[0], language)]
    for sign, number in zip(tokens[1::2], tokens[2::2], strict=True):
        value = _read(number, language)
        if sign in "+-":
            terms.append(value if sign == "+" else -value)
        else:
            terms[-1] = terms[-1] * value if sign == "x" else terms[-1] / value
    return sum(terms, Fraction(0))


def _read(text: str, language: Language) -> Fraction:
    group, point = (".", ",") if language == "id" else (",", ".")
    return Fraction(text.replace(group, "").replace(point, "."))
