"""A regency of two providers in which power, lines, routers and shared links fail, from a seed."""

from collections.abc import Sequence
from math import exp, log
from random import Random

from pantau.facts.words import Medium
from pantau.inventory import Inventory, parse_inventory
from pantau.lab.script import (
    MILLI,
    MINUTE,
    SECOND,
    Event,
    PowerCut,
    Profile,
    Restart,
    Script,
    SiteOutage,
    UpstreamFailure,
)

AREAS, SITES_EACH = 16, 5
_ALONE = 8  # more sites whose power area nobody wrote down
_HEAD = """\
version: 1
timezone: Asia/Makassar
vantage: {references: [{name: internet, address: 10.79.255.9, layer: outside}]}
credentials: {router: {community: "env:PANTAU_SNMP_COMMUNITY"}}
contracts:
  telkom: {provider: Telkom, from: 2020-01-01, to: 2099-12-31, tiers: {t: {objective: 99.5}}}
  lain: {provider: Lain, from: 2020-01-01, to: 2099-12-31, tiers: {t: {objective: 99.5}}}
upstreams:
"""
_SNMP = "probes: [{kind: snmp, credentials: router}]"
_QUIET = 12 * MINUTE  # in which good paths become known
_APART = 5 * MINUTE  # between two events, on average
_REST = 5 * MINUTE  # of a site between two of its own


def inventory() -> Inventory:
    """Sixteen power areas of five sites, and some sites of which nothing is written down.

    In three of four areas two sites have another provider. Two of three sites answer SNMP. One
    shared link has no address that could be asked.
    """
    rows = [_HEAD]
    for hub in range(6):
        address = f", address: 10.64.254.{hub + 1}" if hub else ""
        provider = "Lain" if hub > 3 else "Telkom"
        rows.append(f"  hub-{hub}: {{name: Hub {hub}, provider: {provider}{address}}}\n")
    rows.append("sites:\n")
    for number in range(AREAS * SITES_EACH + _ALONE):
        area, place = divmod(number, SITES_EACH)
        lain = place > 2 and area % 4 != 0
        hub = 4 + area % 2 if lain else area % 4
        keys = [f"id: s{number}, name: S{number}, kind: desa, kecamatan: Kuaro, tier: t"]
        keys.append(f"contract: {'lain' if lain else 'telkom'}, upstream: hub-{hub}")
        keys.append(f"address: 10.64.{1 + number // 200}.{1 + number % 200}")
        if area < AREAS:
            keys.append(f"power: area-{area}")
            if place % 2:
                keys.append(f"desa: 64.01.05.{2001 + area}")
        if number % 3:
            keys.append(_SNMP)
        rows.append(f"  - {{{', '.join(keys)}}}\n")
    found = parse_inventory("".join(rows).encode(), "causes.yaml")
    if found.inventory is None:
        raise ValueError("\n".join(map(str, found.problems)))
    return found.inventory


def asked(of: Inventory) -> tuple[str, ...]:
    """The sites whose routers answer SNMP."""
    return tuple(site.id for site in of.sites if len(site.probes) > 1)


def script(of: Inventory, seed: int, lasts: int) -> Script:
    """One fault after the other, many at once but no two of one site."""
    drawn = Random(seed)  # noqa: S311 - repeatable, not secret
    busy: dict[str, int] = {}
    events: list[Event] = []
    at = _QUIET
    while at < lasts - 20 * MINUTE:
        event, sites = _event(drawn, of, at)
        if all(busy.get(site, 0) <= at for site in sites):
            events.append(event)
            busy |= dict.fromkeys(sites, event.end + _REST)
        at += round(drawn.expovariate(1 / _APART))
    links = {Medium.FO: Profile(4 * MILLI, MILLI, 0.0005)}
    return Script(seed, lasts, links, tuple(events))


def _event(drawn: Random, of: Inventory, at: int) -> tuple[Event, Sequence[str]]:
    kind = drawn.random()
    if kind < 0.15:
        area = f"area-{drawn.randrange(AREAS)}"
        # One in ten has a supply of its own; in two of five the provider's router goes off, too.
        sites = tuple(s.id for s in of.sites if s.power == area and drawn.random() < 0.9)
        lasts, routers = _span(drawn, MINUTE, 20 * MINUTE), int(drawn.random() < 0.4)
        return PowerCut(at, lasts, sites, 40 * SECOND, routers), sites
    if kind < 0.25:
        hub = f"hub-{drawn.randrange(6)}"
        below = tuple(site.id for site in of.sites if site.upstream == hub)
        return UpstreamFailure(at, _span(drawn, 30 * SECOND, 20 * MINUTE), hub), below
    one = (drawn.choice(of.sites).id,)
    if kind < 0.6:
        return Restart(at, _span(drawn, 40 * SECOND, 3 * MINUTE), one), one
    routers = int(drawn.random() < 0.4)
    return SiteOutage(at, _span(drawn, 20 * SECOND, 30 * MINUTE), one, routers=routers), one


def _span(drawn: Random, least: int, most: int) -> int:
    return round(least * exp(log(most / least) * drawn.random()))
