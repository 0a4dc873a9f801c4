"""What a picture of round trips is drawn from. No streamlit."""

from dataclasses import dataclass, field

from dashboard.settings import Settings
from pantau.facts.degraded import Spell
from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage
from pantau.facts.thinned import Thinned
from pantau.language import Sentence
from pantau.sla.interval import Span, Spans, clip, intersect, subtract
from pantau.sla.reading import by_site
from pantau.store import StoreError

MOST_POINTS = 1_200


@dataclass(frozen=True, slots=True)
class Seen:
    """One site in a window. The spans are whole seconds UTC, inside of the window and before now.

    ``down``: inside a recorded outage and seen; ``excluded``: what the contract leaves out;
    ``unknown``: nobody could see. ``outages``: those that share time with the window.
    ``worse``: up, but worse than promised.
    ``damaged``: the file of samples cannot be read, and says this; there are no round trips then.
    """

    window: Span
    points: Thinned | None
    down: Spans
    excluded: Spans
    unknown: Spans
    outages: tuple[Outage, ...]
    damaged: Sentence | None = None
    worse: Spans = field(default_factory=list)


def read_seen(
    settings: Settings, site: str, probe: str, span: tuple[int, int], now: int
) -> Seen | None:
    """A site in a half-open span (microseconds UTC), as one of its probes (by name) saw it.

    None where the store is unreadable.
    """
    begin, end = span
    damaged: Sentence | None = None
    points = None
    try:
        with settings.store() as store:
            with store.view() as view:
                facts = view.ledger_facts(begin, end, site)
            spells = store.degraded(begin, end, site)
            try:
                points = store.thinned(site, begin, end, MOST_POINTS, probe)
            except StoreError as error:
                damaged = error.why
    except StoreError:
        return None
    window = (begin // SECOND, min(end, now) // SECOND)
    known = by_site(facts, now).of(site)
    return Seen(
        window=(begin // SECOND, end // SECOND),
        points=points,
        down=clip(intersect(known.recorded, known.known), window),
        excluded=clip(known.excluded, window),
        unknown=subtract([window], known.known) if window[0] < window[1] else [],
        outages=facts.outages,
        damaged=damaged,
        # Where nobody saw, or saw it down, it was not seen to be up and bad.
        worse=clip(subtract(intersect(_lasting(spells, now), known.known), known.recorded), window),
    )


def _lasting(spells: list[Spell], now: int) -> Spans:
    return [
        (each.started_at // SECOND, (now if each.ended_at is None else each.ended_at) // SECOND)
        for each in spells
    ]
