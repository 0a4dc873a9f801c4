"""A simulated regency: what every address answers, from an inventory, a script and its seed.

regency = Regency(inventory, script)
regency.echo(int(IPv4Address("10.64.0.1")), at_ns)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from ipaddress import AddressValueError, IPv4Address
from zlib import crc32

from pantau.facts.measured import is_reference
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.answers import SILENCE, Answer, Device
from pantau.lab.devices import Sort, key_of, line_bps
from pantau.lab.links import Link, Piece
from pantau.lab.script import MILLI, Profile, Script, ScriptError, Weather
from pantau.lab.timeline import Silence, names, silences
from pantau.lab.ways import Ways

_REFERENCE = Profile(3 * MILLI, MILLI)
_SHARED_LINK = Profile(2 * MILLI, MILLI, 0.0002)


@dataclass(frozen=True, slots=True)
class _Router:
    """The device at a site, and when it has booted since the scenario began."""

    name: str
    sort: Sort
    booted: tuple[int, ...]


class Regency:
    """Implements ``pantau.lab.answers.Answering``; asking changes nothing in it.

    ``after_peak_ns``: how long before the scenario's begin the load of the day was highest.
    """

    def __init__(self, inventory: Inventory, script: Script, after_peak_ns: int = 0) -> None:
        self._after_peak = after_peak_ns
        self._links: dict[int, Link] = {}
        self._routers: dict[int, _Router] = {}
        self._silent: dict[int, tuple[Silence, ...]] = {}
        self.way = Ways(inventory, script).way
        by_name = silences(script, inventory)
        weather = _weather(script)
        usual = _profiles(inventory, script)
        sites = {site.id: line_bps(inventory, site) for site in inventory.sites}
        for name, text in names(inventory).items():
            address, silent = _number(name, text), by_name.get(name, [])
            key = key_of(name, script.seed)
            pieces = _pieces(usual[name], weather.get(name, []), silent)
            self._links[address] = Link(key, pieces)
            if name in sites:
                booted = tuple(each.end for each in silent if each.booted)
                self._routers[address] = _Router(name, Sort(key, sites[name]), booted)
                self._silent[address] = tuple(silent)

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:
        """See Answering; nothing answers for an address that is not in the inventory."""
        link = self._links.get(address)
        return SILENCE if link is None else link.echo(at_ns)

    def spells(self, address: str, until: int) -> Iterator[tuple[int, int]]:
        """When bursts of loss silence an address of the inventory (ns), in order."""
        return self._links[int(IPv4Address(address))].spells(until)

    def device(self, address: int, at_ns: int) -> Device | None:
        """See Answering; shared links and references have no agent."""
        router = self._routers.get(address)
        if router is None or any(s.begin <= at_ns < s.end for s in self._silent[address]):
            return None
        sort, shift = router.sort, self._after_peak
        booted = max((at for at in router.booted if at <= at_ns), default=-sort.uptime)
        octets = sort.octets_a_second * sort.loaded(booted + shift, at_ns + shift)
        return Device(
            name=router.name,
            uptime_ns=at_ns - booted,
            interface_up=True,
            in_octets=round(octets),
            out_octets=round(octets / 7),
            make=sort.make.value,
            says={each.value: value for each, value in sort.says(at_ns + shift).items()},
        )


def _number(name: str, address: str) -> int:
    try:
        return int(IPv4Address(address))
    except AddressValueError:
        raise ScriptError(
            f"'{name}' has the address {address}; "
            "a simulated regency needs IPv4 addresses such as 10.64.0.1"
        ) from None


def _profiles(inventory: Inventory, script: Script) -> dict[str, Profile]:
    """What each link is like in peace; sites of one medium lie at different distances."""
    found: dict[str, Profile] = {}
    for name in names(inventory):
        found[name] = _REFERENCE if is_reference(name) else _SHARED_LINK
    for site in inventory.sites:
        base = script.links[site.medium or Medium.FO]
        far = 0.75 + crc32(f"{script.seed} {site.id} far".encode()) / 2**33
        found[site.id] = Profile(
            round(base.delay * far), base.jitter, base.loss, base.burst_share, base.burst
        )
    return found


def _weather(script: Script) -> dict[str, list[Weather]]:
    found: dict[str, list[Weather]] = {}
    for event in script.events:
        if isinstance(event, Weather):
            for site in event.sites:
                found.setdefault(site, []).append(event)
    return found


def _pieces(
    usual: Profile, weather: Sequence[Weather], silent: Sequence[Silence]
) -> tuple[Piece, ...]:
    """Cut the time of a link where something begins or ends."""
    edges = {0}
    edges.update(edge for each in weather for edge in (each.at, each.end))
    edges.update(edge for each in silent for edge in (each.begin, each.end))
    pieces: list[Piece] = []
    quiet = sorted(silent, reverse=True)
    now: list[Silence] = []
    for at in sorted(edges):
        while quiet and quiet[-1].begin <= at:
            now.append(quiet.pop())
        now = [each for each in now if at < each.end]
        profile = reduce(_worse, (w for w in weather if w.at <= at < w.end), usual)
        state = _told(now, profile) if now else profile
        if not pieces or pieces[-1][1] != state:
            pieces.append((at, state))
    return tuple(pieces)


def _told(silent: Iterable[Silence], profile: Profile) -> tuple[Answer, ...]:
    """Where one of several reasons would send something back, another one swallows it."""
    forms = {each.form for each in silent}
    form = forms.pop()
    if forms or form is None:
        return SILENCE
    return (Answer(profile.delay, form),)


def _worse(profile: Profile, weather: Weather) -> Profile:
    share = 1 - (1 - profile.burst_share) * (1 - weather.burst_share)
    return Profile(
        delay=profile.delay + weather.delay // 2,
        jitter=profile.jitter + weather.delay // 2,
        loss=1 - (1 - profile.loss) * (1 - weather.loss),
        burst_share=share,
        burst=max(profile.burst, weather.burst),
    )
