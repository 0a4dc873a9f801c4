"""From what is asked for to the answer: the switch first, then what there is."""

from collections.abc import Callable
from email.utils import formatdate

from dashboard import cached
from dashboard.markup import Html
from dashboard.publik import shared
from dashboard.publik.data_page import data_page
from dashboard.publik.feeds import FEEDS, changed_at, feed
from dashboard.publik.fields import DAY_SECONDS, LIVE_SECONDS, OPEN_MONTH_SECONDS
from dashboard.publik.figures import PublicMonth
from dashboard.publik.files import live_file, media_type, month_file
from dashboard.publik.frame import notice, security_headers
from dashboard.publik.front import front
from dashboard.publik.kept import Made, made
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months
from dashboard.publik.month_page import month_page
from dashboard.publik.place import kecamatan, kind
from dashboard.publik.site_page import site_page
from dashboard.publik.wanted import View, Wanted
from pantau.facts.instant import SECOND
from pantau.language import Language, translator

HTML = "text/html; charset=utf-8"

_PAGES: dict[View, Callable[[Look, Wanted, Months], Html | None]] = {
    "front": front,
    "kecamatan": kecamatan,
    "jenis": kind,
    "titik": site_page,
    "bulan": month_page,
    "data": data_page,
}


def answer(asked: Wanted | None, language: Language) -> Made:
    """What is sent for this, made anew. Reads the store; not for the server's own thread."""
    say = translator(language)
    inventory = cached.snapshot().inventory
    if inventory is None:
        # Nobody can say now whether there is a public page, so nothing is told either way.
        text = say("The data cannot be read at the moment. Try again in some minutes.")
        return _notice(503, language, say("Not available at the moment"), text)
    if not inventory.pages.public:
        text = say(
            "There is no public page here. Its operator can switch it on in the inventory: "
            "pages: {public: true}"
        )
        return _notice(404, language, say("Not available"), text)
    look = shared.look(inventory)
    found = None if asked is None else _found(asked, look)
    if found is None:
        return _notice(
            404, language, say("No such page"), say("Nothing is to be found at this address.")
        )
    return found


def _found(asked: Wanted, look: Look) -> Made | None:
    def months(name: str) -> PublicMonth | None:
        return shared.month(look.inventory, name, look.standings.get(name))

    if asked.view == "feed":
        return _feed(asked, look)
    if asked.view == "file":
        return _file(asked, look, months)
    page = _PAGES[asked.view](look, asked, months)
    if page is None:
        return None
    headers = {
        "Content-Type": HTML,
        "Content-Language": asked.language,
        "Cache-Control": _may_keep(LIVE_SECONDS),
        **security_headers(),
    }
    return made(200, page.encode(), headers)


def _feed(asked: Wanted, look: Look) -> Made:
    found = shared.news(look.inventory)
    headers = {
        "Content-Type": FEEDS[asked.name],
        "Content-Language": asked.language,
        "Cache-Control": _may_keep(OPEN_MONTH_SECONDS),
        "Last-Modified": formatdate(changed_at(found) // SECOND, usegmt=True),
        "Access-Control-Allow-Origin": "*",
        **security_headers(),
    }
    return made(200, feed(asked.name, found, look.inventory, asked.language), headers)


def _file(asked: Wanted, look: Look, months: Months) -> Made | None:
    seconds = LIVE_SECONDS
    if asked.month:
        month = months(asked.month) if asked.month in look.months else None
        if month is None or not (month.measured or asked.month == look.months[0]):
            return None
        body: bytes | None = month_file(asked.name, look, month)
        if not month.provisional:
            seconds = DAY_SECONDS
        elif asked.month != look.months[0]:
            seconds = OPEN_MONTH_SECONDS
    else:
        body = live_file(asked.name, look)
    if body is None:
        return None
    headers = {
        "Content-Type": media_type(asked.name),
        "Cache-Control": _may_keep(seconds),
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag",
        **security_headers(),
    }
    return made(200, body, headers)


def _may_keep(seconds: int) -> str:
    """For everybody, so long; never an old one because a new one cannot be had."""
    return f"public, max-age={seconds}, must-revalidate"


def _notice(status: int, language: Language, title: str, text: str) -> Made:
    headers = {
        "Content-Type": HTML,
        "Content-Language": language,
        "Cache-Control": "no-store",
        **security_headers(),
    }
    if status == 503:
        headers["Retry-After"] = "60"
    return made(status, notice(language, title, text).encode(), headers, keep=False)
