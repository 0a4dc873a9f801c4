"""What each kind of event in a scenario needs. All have ``at``, most ``lasts``; any ``every``."""

from collections.abc import Callable, Mapping

from pantau.inventory.model import Inventory
from pantau.lab.answers import Form
from pantau.lab.scenario_words import Words
from pantau.lab.script import (
    SECOND,
    Blindness,
    ClockStep,
    Crash,
    Dark,
    DiskFull,
    Event,
    Flapping,
    PowerCut,
    Restart,
    SiteOutage,
    Suspension,
    UpstreamFailure,
    Weather,
)

_BOOT = 60 * SECOND
_FORGERIES = [form.value for form in (Form.FORGED, Form.TRUNCATED, Form.ELSEWHERE)]


def _span(words: Words) -> tuple[int, int]:
    return words.span("at"), words.span("lasts")


def _outage(words: Words, inventory: Inventory) -> Event:
    routers = words.whole("routers", 0)
    return SiteOutage(*_span(words), words.sites(inventory), routers=routers)


def _unreachable(words: Words, inventory: Inventory) -> Event:
    """A router on the way says so."""
    return SiteOutage(*_span(words), words.sites(inventory), Form.UNREACHABLE)


def _forged(words: Words, inventory: Inventory) -> Event:
    """Answers that are none: ``form`` says which."""
    form = Form(words.one_of("form", _FORGERIES, Form.FORGED.value))
    return SiteOutage(*_span(words), words.sites(inventory), form)


def _upstream(words: Words, inventory: Inventory) -> Event:
    return UpstreamFailure(*_span(words), words.upstream("upstream", inventory))


def _power(words: Words, inventory: Inventory) -> Event:
    boot, routers = words.span("boot", _BOOT), words.whole("routers", 0)
    return PowerCut(*_span(words), words.sites(inventory), boot, routers)


def _restart(words: Words, inventory: Inventory) -> Event:
    return Restart(*_span(words), words.sites(inventory))


def _flapping(words: Words, inventory: Inventory) -> Event:
    """``silent`` and ``answering``: how long in turn."""
    at, lasts = _span(words)
    silent, answering = words.span("silent"), words.span("answering")
    return Flapping(at, lasts, words.sites(inventory), on=answering, off=silent)


def _congestion(words: Words, inventory: Inventory) -> Event:
    at, lasts = _span(words)
    delay, loss = words.span("delay", 0), words.share("loss", 0.0)
    return Weather(at, lasts, words.sites(inventory), delay=delay, loss=loss)


def _loss(words: Words, inventory: Inventory) -> Event:
    """At random, by ``loss``; in spells, by ``bursts``."""
    at, lasts = _span(words)
    loss, (share, mean) = words.share("loss", 0.0), words.bursts("bursts")
    return Weather(at, lasts, words.sites(inventory), loss=loss, burst_share=share, burst=mean)


def _blind(words: Words, _: Inventory) -> Event:
    at, lasts = _span(words)
    dark = Dark(words.one_of("dark", Dark))
    silent, answering = words.span("silent", 0), words.span("answering", 0)
    return Blindness(at, lasts, dark, on=answering, off=silent)


def _crash(words: Words, _: Inventory) -> Event:
    return Crash(*_span(words))


def _clock(words: Words, _: Inventory) -> Event:
    return ClockStep(words.span("at"), 0, words.step("by"))


def _suspend(words: Words, _: Inventory) -> Event:
    return Suspension(*_span(words))


def _disk_full(words: Words, _: Inventory) -> Event:
    return DiskFull(*_span(words))


KINDS: Mapping[str, Callable[[Words, Inventory], Event]] = {
    "outage": _outage,
    "unreachable": _unreachable,
    "forged": _forged,
    "upstream": _upstream,
    "power": _power,
    "restart": _restart,
    "flapping": _flapping,
    "congestion": _congestion,
    "loss": _loss,
    "blind": _blind,
    "crash": _crash,
    "clock": _clock,
    "suspend": _suspend,
    "disk_full": _disk_full,
}
