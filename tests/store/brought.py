"""Samples of others, brought in as the command does."""

from pantau.facts.brought import SamplesImported
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.minutes import NOTHING
from pantau.store import Store
from pantau.store.bringing import Bringer
from pantau.store.spool import Spool
from tests.store.making import T0, WHO


def theirs(site: str, at: int, rtt: int = 7_000) -> Sample:
    return Sample(site, "icmp", at, 1, 1, rtt, rtt, rtt, None)


def spool_of(store: Store, samples: list[Sample]) -> Spool:
    held = Spool(store.data)
    for line, each in enumerate(samples, 2):
        values = (each.sent, each.received, each.rtt_min_us, each.rtt_median_us, each.rtt_max_us)
        columns = tuple(NOTHING if v is None else v for v in (*values, each.jitter_us))
        held.add(each.site, each.probe, each.at // MINUTE, line, columns)
    return held


def bring(store: Store, samples: list[Sample], *, settle: bool = True) -> str:
    with spool_of(store, samples) as held, Bringer(store, **WHO) as bringer:
        found = bringer.weigh(held, keep=True)
        fact = SamplesImported(
            "kuma.db", "d" * 64, "csv", T0, T0 + DAY, held.sites, held.probes,
            found.rows, found.brought, found.same, found.apart, found.content or "",
        )  # fmt: skip
        (entry,) = store.record([fact], at=T0 + DAY, **WHO)
        if settle:
            assert bringer.settle(at=T0 + DAY) == 1
    return f"I{entry.seq}"
