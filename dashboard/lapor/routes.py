"""The addresses under /lapor, for the server of the pages.

The loop that serves everybody only counts, looks at lengths and parses 4 KB; what touches the store
is done by one thread, one thing at a time, and few wait for it.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard import cached
from dashboard.door import DOOR
from dashboard.lapor.counts import COUNTS, Counts, Turned
from dashboard.lapor.fields import MOST_BODY, Filled, filled, told_of
from dashboard.lapor.form import ROOT, form_page, headers
from dashboard.lapor.limits import ALL, Window, address_key
from dashboard.lapor.token import LATEST_US, SOONEST_US, Tokens
from dashboard.lapor.told import CODE, notice_page, told_page
from dashboard.settings import BUSY_MS, from_environment
from pantau.actions.acting import Refused
from pantau.actions.people_judged import Judged, judged_report
from pantau.actions.people_reports import Told, take_report
from pantau.facts.clock import Clock, SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.inventory.model import Inventory
from pantau.inventory.pages import PeopleForm
from pantau.language import Language, choose_language, to_say, translator
from pantau.store import Store, StoreError

_FORM = "application/x-www-form-urlencoded"
_TRIES = 6
"""So many tries for each report that an address may send: people mistype."""
_MISSES = 60
_LOOKS = 300
"""In an hour, from one address: so often somebody may look what became of a report."""
_MOST_WAITING = 8
_LOOK_US = 2 * SECOND

_WORDS: dict[Turned, tuple[int, str]] = {
    Turned.TOO_OFTEN: (
        429,
        to_say("Too many reports came from your line in the last hour. Try again in an hour."),
    ),
    Turned.TOO_MANY: (
        429,
        to_say("Too many reports came in today. Try again later, or tell the village office."),
    ),
    Turned.TOO_LARGE: (413, to_say("What was sent is too large for this form.")),
    Turned.TOO_SLOW: (408, to_say("The form did not come in whole. Send it again.")),
    Turned.NO_FORM: (415, to_say("Only this form is read here, without files.")),
    Turned.TRAP: (400, to_say("A field that must stay empty was filled in. Empty it, and send.")),
    Turned.STALE: (
        400,
        to_say("The form is too old, or was sent too fast. Wait three seconds and send it again."),
    ),
    Turned.BUSY: (503, to_say("Many are sending at the moment. Try again in a minute.")),
    Turned.NO_STORE: (
        503,
        to_say("Reports cannot be kept at the moment. Try again in some minutes."),
    ),
}


T = TypeVar("T")


def people_form() -> PeopleForm:
    """What the inventory says of the form, as the guard saw it last."""
    return DOOR.roll().pages.people


@dataclass(slots=True)
class Intake:
    """One server's form: what it counts, and by which clock."""

    clock: Clock = field(default_factory=SystemClock)
    settings: Callable[[], PeopleForm] = people_form
    tokens: Tokens = field(default_factory=Tokens)
    counts: Counts = field(default_factory=lambda: COUNTS)
    patience_s: float = 30.0
    """So long a form may take to come in whole."""
    _tries: Window = field(default_factory=Window)
    _taken: Window = field(default_factory=Window)
    _misses: Window = field(default_factory=Window)
    _looks: Window = field(default_factory=Window)
    _one: CapacityLimiter | None = None
    _looked: int | None = None
    _known: Inventory | None = None

    @property
    def steady(self) -> int:
        """Microseconds of the clock that no one sets."""
        return self.clock.boot_ns() // 1_000

    async def form(self, request: Request) -> Response:
        """GET shows the form, POST sends a report."""
        language = choose_language(request.query_params.get("lang"))
        if not self.settings().form:
            return _off(language)
        if request.method == "POST":
            return await self._sent(request, language)
        return await self._form(language, Filled())

    async def told(self, request: Request) -> Response:
        """What became of the report of a code."""
        language = choose_language(request.query_params.get("lang"))
        if not self.settings().form:
            return _off(language)
        sender, now = address_key(request.client.host if request.client else ""), self.steady
        if self._misses.is_full(sender, now, _MISSES) or self._looks.is_full(sender, now, _LOOKS):
            return _notice(Turned.TOO_OFTEN, language)
        self._looks.note(sender, now, _LOOKS)
        code = request.path_params["code"].strip().lower()
        try:
            found = await self._aside(_look, code) if CODE.fullmatch(code) else None
        except StoreError:
            return _notice(Turned.NO_STORE, language)
        if isinstance(found, Turned):
            return _notice(found, language)
        if found is None:
            self._misses.note(sender, now, _MISSES)
            say = translator(language)
            text = say("There is no report of this code. Look at each letter of it.")
            return _html(language, notice_page(language, say("No such report"), text), 404)
        judged, inventory = found
        body = told_page(judged, inventory.timezone, language, simulation=inventory.simulation)
        return _html(language, body)

    async def _sent(self, request: Request, language: Language) -> Response:
        limits, now = self.settings(), self.steady
        sender = address_key(request.client.host if request.client else "")
        tries = _TRIES * limits.an_address
        if self._tries.is_full(sender, now, tries):
            return self._turned(Turned.TOO_OFTEN, language)
        self._tries.note(sender, now, tries)
        body = await _body(request, self.patience_s)
        if isinstance(body, Turned):
            return self._turned(body, language)
        typed = filled(body)
        if typed is None:
            return self._turned(Turned.NO_FORM, language)
        why = self._doubt(typed, now)
        if why is not None:
            return await self._again(why, language, typed)
        inventory = await self._inventory()
        if inventory is None:
            return await self._again(Turned.NO_STORE, language, typed)
        told = told_of(typed, now_us(self.clock), inventory.timezone)
        if not isinstance(told, Told):
            self.counts.refused[Turned.UNFIT] += 1
            say = translator(language)
            return await self._form(language, typed, told.said(say), status=400)
        return await self._kept(told, sender, limits, language, typed)

    async def _kept(
        self, told: Told, sender: str, limits: PeopleForm, language: Language, typed: Filled
    ) -> Response:
        # Looked at and counted in one breath, before it is kept: others come meanwhile, and what
        # waits for the thread counts too.
        now = self.steady
        if self._taken.is_full(sender, now, limits.an_address):
            return self._turned(Turned.TOO_OFTEN, language)
        if self._taken.is_full(ALL, now, limits.an_hour):
            return self._turned(Turned.TOO_MANY, language)
        self._taken.note(sender, now, limits.an_address)
        self._taken.note(ALL, now, limits.an_hour)
        try:
            code = await self._aside(_take, told, limits.a_day)
        except StoreError:
            return await self._again(Turned.NO_STORE, language, typed)
        if isinstance(code, Turned):
            return await self._again(code, language, typed)
        if isinstance(code, Refused):
            return await self._again(Turned.TOO_MANY, language, typed)
        self.counts.taken += 1
        there = f"{ROOT}/{code}" + ("" if language == "id" else f"?lang={language}")
        return RedirectResponse(there, 303, headers={"Cache-Control": "no-store"})

    def _doubt(self, typed: Filled, now: int) -> Turned | None:
        """Why this was sent by no person, as far as anybody can tell."""
        if typed.trap:
            return Turned.TRAP
        age = self.tokens.age_us(typed.token, now)
        if age is None or not SOONEST_US <= age <= LATEST_US:
            return Turned.STALE
        return None

    async def _aside(self, work: Callable[..., T], *args: object) -> T | Turned:
        """Done by the one thread; turned away where many wait for it already."""
        if self._one is None:
            self._one = CapacityLimiter(1)  # made once the server's loop runs
        if self._one.statistics().tasks_waiting >= _MOST_WAITING:
            return Turned.BUSY
        return await to_thread.run_sync(work, *args, limiter=self._one)

    def _turned(self, why: Turned, language: Language) -> Response:
        self.counts.refused[why] += 1
        return _notice(why, language)

    async def _again(self, why: Turned, language: Language, typed: Filled) -> Response:
        """The form once more, with what was typed."""
        self.counts.refused[why] += 1
        status, words = _WORDS[why]
        return await self._form(language, typed, translator(language)(words), status=status)

    async def _form(
        self, language: Language, typed: Filled, fault: str = "", status: int = 200
    ) -> Response:
        inventory, now = await self._inventory(), self.steady
        age = self.tokens.age_us(typed.token, now)
        # Who was too fast need not begin to wait anew.
        is_fresh = age is not None and 0 <= age <= LATEST_US // 2
        body = form_page(
            language,
            typed.token if is_fresh else self.tokens.made(now),
            typed,
            fault,
            simulation=bool(inventory and inventory.simulation),
        )
        return _html(language, body, status)

    async def _inventory(self) -> Inventory | None:
        """As of at most two seconds ago; the loop itself reads no file."""
        if self._looked is None or self.steady - self._looked >= _LOOK_US:
            self._looked = self.steady
            self._known = await to_thread.run_sync(_inventory)
        return self._known


def lapor_routes(intake: Intake | None = None) -> list[Route]:
    """The routes: the form, and what became of what it sent."""
    served = intake or Intake()
    return [
        Route(ROOT, served.form, methods=["GET", "POST"]),
        Route(f"{ROOT}/{{code}}", served.told, methods=["GET"]),
    ]


async def _body(request: Request, patience_s: float) -> bytes | Turned:
    """What was sent, read no further than it may be long."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BODY:
        return Turned.TOO_LARGE
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return Turned.NO_FORM
    body = b""
    try:
        with fail_after(patience_s):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BODY:
                    return Turned.TOO_LARGE
    except (TimeoutError, ClientDisconnect):
        return Turned.TOO_SLOW
    return body


def _inventory() -> Inventory | None:
    return cached.snapshot().inventory


def _take(told: Told, a_day: int) -> str | Refused:
    with Store.open(from_environment(os.environ).data, busy_ms=BUSY_MS) as store:
        return take_report(store, told, a_day=a_day)


def _look(code: str) -> tuple[Judged, Inventory] | None:
    inventory = cached.snapshot().inventory
    if inventory is None:
        return None
    with from_environment(os.environ).store() as store:
        with store.view() as view:
            report = view.people_report_of(code)
        if report is None:
            return None
        return judged_report(store, inventory, report, cached.now()), inventory


def _off(language: Language) -> Response:
    say = translator(language)
    text = say(
        "There is no form here. Its operator can switch it on in the inventory: "
        "pages: {people: {form: true}}"
    )
    return _html(language, notice_page(language, say("Not available"), text), 404)


def _notice(why: Turned, language: Language) -> Response:
    status, words = _WORDS[why]
    say = translator(language)
    body = notice_page(language, say("Nothing was sent"), say(words))
    return _html(language, body, status)


def _html(language: Language, body: str, status: int = 200) -> Response:
    return Response(body.encode(), status, headers(language))
