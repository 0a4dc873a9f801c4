"""What a request brings along, below Starlette's requests."""

from collections.abc import Mapping

from starlette.requests import cookie_parser
from starlette.types import Scope


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers by name in small letters; of several the last."""
    found = scope["headers"]
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in found}


def cookies_of(headers: Mapping[str, str]) -> dict[str, str]:
    """What the browser holds."""
    return cookie_parser(headers.get("cookie", ""))
