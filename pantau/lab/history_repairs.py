"""What an office does about its outages: takes them in hand, reports them, says what they were."""

from collections.abc import Iterator, Sequence

import numpy as np

from pantau.facts.instant import HOUR, MINUTE, SECOND, to_datetime
from pantau.facts.measured import upstream_id
from pantau.facts.words import Cause, Liability
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Acknowledge, Act, Classify, Report
from pantau.lab.history_office import TECHNICIANS, Desk
from pantau.lab.history_seen import Seen, at_once

WORTH_A_WORD = 30 * MINUTE
"""Nobody classifies what was shorter."""
WORTH_A_TICKET = 4 * HOUR
_FORGOTTEN = 0.06
_FIRST_TICKET = 41_000_000

Words = tuple[Cause, Liability, str]
_OF_A_LINE: tuple[tuple[float, Words], ...] = (
    (0.45, (Cause.LINE, Liability.PROVIDER, "Gangguan jaringan akses penyedia")),
    (0.25, (Cause.LINE, Liability.PROVIDER, "Router situs hidup terus; saluran yang putus")),
    (0.14, (Cause.LINE, Liability.PROVIDER, "Diperbaiki petugas lapangan penyedia")),
    (0.07, (Cause.EQUIPMENT, Liability.CUSTOMER, "Adaptor router di kantor terlepas")),
    (0.05, (Cause.LINE, Liability.THIRD_PARTY, "Kabel tersangkut truk; bukan kesalahan penyedia")),
    (0.04, (Cause.UNKNOWN, Liability.UNDECIDED, "Petugas situs belum dapat dihubungi")),
)
_STORM: Words = (Cause.DISASTER, Liability.NONE, "Petir dan pohon tumbang saat hujan lebat")
_POWER: Words = (Cause.POWER, Liability.THIRD_PARTY, "Listrik PLN padam; router ikut mati")
_HUB: Words = (Cause.UPSTREAM, Liability.PROVIDER, "Hub di atasnya putus pada saat yang sama")
_PLANNED: Words = (Cause.PLANNED, Liability.PROVIDER, "Pekerjaan penyedia pada hub")


def repairs(past: Past, inventory: Inventory, outages: Sequence[Seen]) -> Iterator[Act]:
    """The acts about single outages and tickets, in no order."""
    rng = np.random.default_rng((past.seed, 6))
    desk = Desk(inventory.timezone)
    yield from _tickets(rng, inventory, outages)
    yield from _classified(rng, past, desk, outages)


def _classified(
    rng: np.random.Generator, past: Past, desk: Desk, outages: Sequence[Seen]
) -> Iterator[Act]:
    """On the next working day from eight o'clock on, one after the other; some are forgotten."""
    each_day: dict[int, list[Seen]] = {}
    for outage in outages:
        if outage.length >= WORTH_A_WORD and rng.random() >= _FORGOTTEN:
            day = desk.at(desk.after(outage.told_at), 8)
            each_day.setdefault(day, []).append(outage)
    for begin, found in each_day.items():
        apart = min(2 * MINUTE, 6 * HOUR // len(found))
        for number, outage in enumerate(found):
            cause, liability, reason = _words(rng, past, desk, outage)
            deed = Classify(outage.known, cause, liability, reason)
            yield Act(begin + number * apart, TECHNICIANS[number % 2], deed)


def _words(rng: np.random.Generator, past: Past, desk: Desk, outage: Seen) -> Words:
    drawn = float(rng.random())
    match outage.cause:
        case Cause.POWER:
            return _POWER
        case Cause.UPSTREAM:
            return _HUB
        case Cause.PLANNED:
            return _PLANNED
    if drawn < 0.15 and outage.length > WORTH_A_TICKET and desk.day(outage.started_at) in past.wet:
        return _STORM
    for share, words in _OF_A_LINE:
        drawn -= share
        if drawn < 0:
            return words
    return _OF_A_LINE[0][1]


def _tickets(
    rng: np.random.Generator, inventory: Inventory, outages: Sequence[Seen]
) -> Iterator[Act]:
    """For long outages of lines and hubs; all that a hub takes along has one ticket."""
    lines = [[each] for each in outages if each.cause is Cause.LINE]
    hubs = at_once([each for each in outages if each.cause is Cause.UPSTREAM])
    long = [group for group in (*lines, *hubs) if group[0].length >= WORTH_A_TICKET]
    number = _FIRST_TICKET
    for group in sorted(long, key=lambda group: group[0].known[::-1]):
        number += int(rng.integers(200, 9_000))
        yield from _ticket(rng, inventory, group, number)


def _ticket(
    rng: np.random.Generator, inventory: Inventory, group: list[Seen], number: int
) -> Iterator[Act]:
    """Taken in hand, reported some minutes later, closed by the provider after the end."""
    first = group[0]
    awake = 7 <= to_datetime(first.started_at, inventory.timezone).hour < 22
    at = first.started_at + int(rng.uniform(6, 15 if awake else 50) * MINUTE)
    by = TECHNICIANS[number % 2]
    still = [each for each in group if each.ended_at > at + 5 * MINUTE]
    for each in still if len(still) == 1 else ():
        yield Act(at, by, Acknowledge(each.known, "Sedang dicek; petugas situs dihubungi"))
    reported = at + int(rng.uniform(1, 4) * MINUTE)
    prefix = "INC" if provider_of(inventory, first.site).startswith("Telkom") else "TT"
    name, names = f"{prefix}{number}", tuple(each.known for each in still)
    channel = str(rng.choice(["telepon", "WhatsApp", "portal"]))
    told = Report(name, names, reported, channel)
    yield Act(reported + 30 * SECOND, by, told)
    end, end_told = max(o.ended_at for o in still), max(o.told_at for o in still)
    opened = reported + int(rng.uniform(2, 15) * MINUTE)
    closed = end + int(rng.uniform(3, 40) * MINUTE)
    done = Report(name, names, reported, channel, opened, closed, "Ditutup penyedia")
    yield Act(max(closed, end_told) + int(rng.uniform(5, 90) * MINUTE), by, done)


def provider_of(inventory: Inventory, name: str) -> str:
    """Whose a site's line is at last, or a shared link; empty where nobody says."""
    link = upstream_id(name)
    if link is not None:
        return inventory.upstreams[link].provider or ""
    site = inventory.site(name)
    return site.terms[-1].provider if site and site.terms else ""
