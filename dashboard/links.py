"""Addresses of views: every view has one that shows it again."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.pages import FIRST, Listed, page_named
from pantau.language import DEFAULT_LANGUAGE, Language

LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class View:
    """A page and what it is asked to show."""

    page: Listed
    asked: dict[str, str]


def page_url(name: str, language: Language = DEFAULT_LANGUAGE, **asked: str | None) -> str:
    """The address of a page with these parameters; those that are None are left out.

    Raises ValueError for a page that is none.
    """
    return _url(name, language, tuple(asked.items()))


# A look at 300 sites asks for the addresses of the last one.
@lru_cache(maxsize=4_096)
def _url(name: str, language: Language, asked: tuple[tuple[str, str | None], ...]) -> str:
    page = page_named(name)
    if page is None:
        raise ValueError(f"there is no page '{name}'")
    kept = {key: value for key, value in asked if value is not None}
    if language != DEFAULT_LANGUAGE:
        kept[LANGUAGE] = language
    path = "/" if page is FIRST else f"/{page.name}"
    return f"{path}?{urlencode(kept)}" if kept else path


def view_at(url: str) -> View | None:
    """What one of our addresses shows; None for any other. It comes from a browser: trust no part.

    Addresses of other hosts are none of ours.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    page = page_named(parts.path)
    if parts.scheme or parts.netloc or page is None:
        return None
    return View(page, dict(parse_qsl(parts.query, max_num_fields=50)))
