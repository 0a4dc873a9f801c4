"""The addresses under /publik, for the server of the pages."""

import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.publik.answers import answer
from dashboard.publik.kept import Kept, Made
from dashboard.publik.wanted import ROOT, Wanted, wanted
from pantau.facts.clock import Clock, SystemClock
from pantau.language import Language, choose_language

_NEVER = re.compile(r"q=0(\.0*)?")

Answer = Callable[[Wanted | None, Language], Made]


def public_routes(clock: Clock | None = None, make: Answer = answer) -> list[Route]:
    """The routes; GET and HEAD, and nothing else.

    What was made in the last five seconds is sent at once. Else one thread makes it, one thing at
    a time: however many strangers ask, the other pages keep the rest of the server.
    """
    kept = Kept(clock or SystemClock())
    alone = CapacityLimiter(1)

    def found(asked: Wanted | None, language: Language) -> Made:
        # Somebody else may have made it while this one waited.
        there = kept.get(asked)
        if there is not None:
            return there
        new = make(asked, language)
        if new.keep:
            kept.put(asked, new)
        return new

    async def public(request: Request) -> Response:
        language = choose_language(request.query_params.get("lang"))
        asked = wanted(request.path_params.get("path", ""), language)
        there = kept.get(asked)
        if there is None:
            there = await to_thread.run_sync(found, asked, language, limiter=alone)
        return reply(request, there)

    return [Route(ROOT, public), Route(f"{ROOT}/{{path:path}}", public)]


def reply(request: Request, there: Made) -> Response:
    """Send it whole, or only say that it is still the same. No cookie is set or read."""
    headers = dict(there.headers)
    packed = there.packed if _takes_gzip(request) else None
    if there.packed is not None:
        headers["Vary"] = "Accept-Encoding"
    if there.keep:
        # One tag for both forms, so a weak one: the bytes differ, what they say does not.
        headers["ETag"] = f'W/"{there.tag}"'
        if _has(request, there.tag) or _is_unchanged(request, headers.get("Last-Modified")):
            headers.pop("Content-Type")
            return Response(status_code=304, headers=headers)
    if packed is not None:
        headers["Content-Encoding"] = "gzip"
    body = there.body if packed is None else packed
    headers["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, there.status, headers)


def _takes_gzip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() == "gzip":
            return not _NEVER.fullmatch(weight.replace(" ", ""))
    return False


def _has(request: Request, tag: str) -> bool:
    """Whether the visitor has these very words already."""
    said = request.headers.get("if-none-match", "")
    tags = [each.strip().removeprefix("W/").strip('"') for each in said.split(",")]
    return tag in tags or "*" in tags


def _is_unchanged(request: Request, changed: str | None) -> bool:
    """Whether the visitor, who knows of no tags, has it as it was changed last."""
    asked = request.headers.get("if-modified-since")
    if changed is None or asked is None or "if-none-match" in request.headers:
        return False
    try:
        return parsedate_to_datetime(asked) >= parsedate_to_datetime(changed)
    except (TypeError, ValueError):  # no date, or one without a zone
        return False
