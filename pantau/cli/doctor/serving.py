"""What runs: the collector's and the pages' own word over HTTP, on this machine."""

import http.client
import json
from dataclasses import dataclass

from pantau.actions.services import WHY_NOT, how_to_start
from pantau.cli.address import Listen
from pantau.cli.doctor.finding import Finding, Part, broken, fine, look
from pantau.language import Sentence, to_say

_PATIENCE_S = 3.0
_MOST_BYTES = 100_000
_PARTS = ("measuring", "storing", "alerting")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address. ``status``: of HTTP, None where nobody listens; ``said``: its
    JSON object, None where it is none."""

    status: int | None
    said: dict[str, object] | None = None


def ask(where: Listen) -> Answer:
    """Ask for /healthz. Never raises."""
    link = http.client.HTTPConnection(where.host, where.port, timeout=_PATIENCE_S)
    try:
        link.request("GET", "/healthz")
        answer = link.getresponse()
        content = answer.read(_MOST_BYTES)
    except (OSError, http.client.HTTPException) as error:
        return Answer(None if isinstance(error, ConnectionRefusedError) else 0)
    finally:
        link.close()
    try:
        said = json.loads(content)
    except ValueError:
        said = None
    return Answer(answer.status, said if isinstance(said, dict) else None)


def about_metrics(where: Listen, answer: Answer, *, services: bool = False) -> list[Finding]:
    """The collector's own word. ``services``: Pantau is installed as services here."""
    found = _not_ours(Part.METRICS, where, answer, "measuring", services)
    if found:
        return found
    bad = tuple(
        Sentence(to_say("{part}: {why}"), part=name, why=why)
        for name in _PARTS
        if (why := str(answer.said.get(name, "ok") if answer.said else "ok")) != "ok"
    )
    if bad:
        what = Sentence(
            to_say("{url} says that it is not well:\n{parts}"), url=_url(where), parts=bad
        )
        remedy = Sentence(to_say("see to that; the log of the service says more"))
        return [broken(Part.METRICS, what, remedy)]
    return [fine(Part.METRICS, Sentence(to_say("{url} answers, and is well"), url=_url(where)))]


def about_pages(where: Listen, answer: Answer, *, services: bool = False) -> list[Finding]:
    """The pages' own word."""
    found = _not_ours(Part.PAGES, where, answer, "last_commit", services)
    return found or [
        fine(Part.PAGES, Sentence(to_say("{url} answers, and is well"), url=_url(where)))
    ]


def _not_ours(part: Part, where: Listen, answer: Answer, key: str, services: bool) -> list[Finding]:
    if answer.status is None:
        what = Sentence(to_say("nobody listens on {url}"), url=where.url)
        start = how_to_start(services=services)
        by_hand = Sentence(
            to_say("start it: {start}; or name where it listens with --metrics and --pages"),
            start=start,
        )
        service = Sentence(
            to_say("start it: {start}; why it does not run: {why}"), start=start, why=WHY_NOT
        )
        return [look(part, what, service if services else by_hand)]
    if answer.said is None or key not in answer.said:
        what = Sentence(to_say("another program answers on {url}"), url=where.url)
        remedy = Sentence(
            to_say("find it (ss -ltnp), end it, or let Pantau listen elsewhere: pantau run --help")
        )
        return [broken(part, what, remedy)]
    return []


def _url(where: Listen) -> str:
    return f"{where.url}/healthz"
