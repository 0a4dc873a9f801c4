"""How fast a site uses up its error budget just now, over a long and a short window at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.measured import LedgerFacts
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site
from pantau.sla.interval import total
from pantau.sla.ledger import draw
from pantau.sla.reading import SiteFacts, by_site


@dataclass(frozen=True, slots=True)
class Pair:
    """Two windows (microseconds) and the rate from which both tell of a fire."""

    long_us: int
    short_us: int
    times: int


WINDOWS = (
    Pair(6 * HOUR, 30 * MINUTE, 6),
    Pair(DAY, 2 * HOUR, 3),
    Pair(3 * DAY, 6 * HOUR, 1),
)
"""Google, Site Reliability Workbook, chapter 5, table 5-8, without its first pair (1 h and 5 min,
14.4 times): where the objective is 99.5 % an outage of four minutes sets it off, and that is told
as an outage. The pair of 1 day is of the chapter's text."""

REACH_US = max(pair.long_us for pair in WINDOWS)
"""So far back the facts must reach."""


@dataclass(frozen=True, slots=True)
class Burn:
    """A site whose budget burns: ``rate`` times as fast as the objective allows, in the long
    window of the first pair of which both are at least so fast."""

    site: str
    rate: Fraction
    pair: Pair


def burning(inventory: Inventory, facts: LedgerFacts, now: int) -> tuple[Burn, ...]:
    """The sites that burn at ``now`` (microseconds UTC), by the terms that hold today.

    A rate is the share of the window that was down, over the share that the objective allows: 1
    uses up just the month's budget in a month. Excluded and unknown time burns nothing, and makes
    no rate higher: the first minute of watching must not set it off.
    """
    known = by_site(facts, now)
    day = inventory.local_day(now)
    return tuple(
        burn
        for site in inventory.sites
        if (term := site.term_on(day)) is not None and site.id in known.outages
        for burn in _burn(site, term, known.of(site.id), now)
    )


def _burn(site: Site, term: Term, facts: SiteFacts, now: int) -> Iterator[Burn]:
    if term.objective is None or term.objective == 100:
        return
    allowed = 1 - Fraction(term.objective) / 100
    for pair in WINDOWS:
        rates = [
            _share(facts, term, now, window) / allowed for window in (pair.long_us, pair.short_us)
        ]
        if min(rates) >= pair.times:
            yield Burn(site.id, rates[0], pair)
            return


def _share(facts: SiteFacts, term: Term, now: int, length: int) -> Fraction:
    """The share of a window's seconds that were down."""
    window = ((now - length) // SECOND, now // SECOND)
    down = total(draw(facts, window, term.policy, facts.excluded).down)
    return Fraction(down * SECOND, length)
