"""From an address under /publik to what is asked for, and back: pure."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from pantau.language import DEFAULT_LANGUAGE, Language

ROOT = "/publik"

View = Literal["front", "kecamatan", "jenis", "titik", "bulan", "data", "file", "feed"]

_NAMED: tuple[View, ...] = ("kecamatan", "jenis", "titik", "bulan")
_MONTHLY = re.compile(r"availability-(\d{4}-\d{2})\.(json|csv)", re.ASCII)
_FEEDS = ("feed.atom", "feed.json")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view and which one of its kind. Files have no language: their names are for machines.

    ``name`` is the kecamatan, kind, site or month, or a file's name; ``month`` that of a file.
    """

    view: View
    name: str = ""
    month: str = ""
    language: Language = DEFAULT_LANGUAGE


def wanted(path: str, language: Language) -> Wanted | None:
    """What a path below /publik asks for; None for none that there can be."""
    head, _, rest = path.strip("/").partition("/")
    if len(path) > _LONGEST:
        return None
    if not head:
        return Wanted("front", language=language)
    if head in _FEEDS and not rest:
        return Wanted("feed", head, language=language)
    if head == "data":
        return _data(rest, language)
    view = next((each for each in _NAMED if each == head), None)
    return Wanted(view, rest, language=language) if view and rest else None


def _data(rest: str, language: Language) -> Wanted | None:
    if not rest:
        return Wanted("data", language=language)
    monthly = _MONTHLY.fullmatch(rest)
    if monthly:
        return Wanted("file", f"availability.{monthly[2]}", monthly[1])
    return Wanted("file", rest)


def address(view: View, name: str = "", language: Language = DEFAULT_LANGUAGE) -> str:
    """The address of a view."""
    parts = [
        ROOT,
        *([] if view in {"front", "feed"} else [view]),
        *([quote(name, safe="")] if name else []),
    ]
    asked = "" if language == DEFAULT_LANGUAGE else f"?lang={language}"
    return "/".join(parts) + asked


def file_address(name: str, month: str = "") -> str:
    """The address of a file of open data."""
    stem, _, kind = name.partition(".")
    return f"{ROOT}/data/{stem}-{month}.{kind}" if month else f"{ROOT}/data/{name}"
