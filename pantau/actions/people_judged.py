"""Reports of people beside what was measured, and how many came from each village."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pantau.facts.instant import DAY
from pantau.facts.measured import LedgerFacts
from pantau.facts.region import Complaint, ReportStanding, ReportVerdict
from pantau.facts.said import PeopleReport
from pantau.inventory.gazetteer.names import gazetteer
from pantau.inventory.model import Inventory
from pantau.store import Store
from pantau.store.pen import View
from pantau.villages.reports import Claim, Judgement, judge

LONGEST = 31 * DAY
"""A claim that reaches further back is looked at from there on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report, and what measuring says to it. ``words`` and ``phone``: None where erased, not
    given, or not asked for: people write names and numbers into their words too."""

    report: PeopleReport
    judgement: Judgement
    words: str | None = None
    phone: str | None = None

    @property
    def village(self) -> str:
        """Its official name; the code where there is none."""
        return _name(self.report.village)

    @property
    def kecamatan(self) -> str:
        """Empty where the code is no village's."""
        return _kecamatan(self.report.village)

    @property
    def answer(self) -> str:
        """What was answered; empty as long as nothing was."""
        return self.report.settled.data()["text"] if self.report.settled else ""


def judged_reports(
    store: Store,
    inventory: Inventory,
    begin: int,
    end: int,
    now: int,
    *,
    contacts: bool = False,
    most: int | None = None,
) -> list[Judged]:
    """Those told in [begin, end), the newest first, ``most`` of them. A short look each.

    ``contacts``: with words and phones; the caller asks whether the actor may see them.
    """
    with store.view() as view:
        found = view.people_reports(begin, end)
    newest = found[::-1][:most]
    return [_judged(store, inventory, each, now, contacts) for each in newest]


def judged_report(
    store: Store, inventory: Inventory, report: PeopleReport, now: int, *, contacts: bool = False
) -> Judged:
    """One of them."""
    return _judged(store, inventory, report, now, contacts)


def _judged(
    store: Store, inventory: Inventory, report: PeopleReport, now: int, contacts: bool
) -> Judged:
    with store.view() as view:
        judgement = judgement_of(view, inventory, report, now)
        words = view.person(report.words) if report.words and contacts else None
        phone = view.person(report.phone) if report.phone and contacts else None
    return Judged(report, judgement, words, phone)


def judgement_of(view: View, inventory: Inventory, report: PeopleReport, now: int) -> Judgement:
    """What measuring says to a report, as of now."""
    begin = report.since
    if begin is not None:
        begin = max(begin, report.reported_at - LONGEST)
    sites = sites_of(inventory, report)
    claim = Claim(report.what, begin, report.reported_at, sites)
    nothing = LedgerFacts({}, (), (), ())
    if begin is None or not sites or begin >= report.reported_at:
        return judge(claim, nothing, (), now)
    end = report.reported_at
    facts = [view.ledger_facts(begin, end, site) for site in sites]
    spells = [each for site in sites for each in view.degraded(begin, end, site)]
    return judge(claim, _together(facts), spells, now)


def _together(facts: Sequence[LedgerFacts]) -> LedgerFacts:
    """Those of several sites; gaps of all are in each, and twice is no harm."""
    return LedgerFacts(
        watched={site: spans for each in facts for site, spans in each.watched.items()},
        imported=tuple(span for each in facts for span in each.imported),
        outages=tuple(outage for each in facts for outage in each.outages),
        gaps=tuple(gap for each in facts for gap in each.gaps),
        voided=tuple(outage for each in facts for outage in each.voided),
    )


def sites_of(inventory: Inventory, report: PeopleReport) -> tuple[str, ...]:
    """The site that was named, else all of the village; of the day on which it was told."""
    if report.site is not None:
        return (report.site,)
    then = inventory.on(inventory.local_day(report.reported_at))
    return tuple(site.id for site in then.judged if site.desa == report.village)


@dataclass(frozen=True, slots=True)
class VillageCount:
    """How many reports came from a village. ``code``: its official one.

    ``whats`` and ``verdicts``: how many of each; ``no_signal`` ones are what blank spots are
    looked for by. Spam counts nowhere. ``last``: when the newest was told, microseconds UTC.
    """

    code: str
    reports: int
    whats: Counter[Complaint] = field(default_factory=Counter)
    verdicts: Counter[ReportVerdict] = field(default_factory=Counter)
    unanswered: int = 0
    last: int = 0

    @property
    def name(self) -> str:
        """Its official name; the code where there is none."""
        return _name(self.code)

    @property
    def kecamatan(self) -> str:
        """Empty where the code is no village's."""
        return _kecamatan(self.code)


def reports_by_village(
    store: Store, inventory: Inventory, now: int, days: int
) -> dict[str, VillageCount]:
    """By village code, what people told in the last ``days``; villages without a report left out.

    ``now``: microseconds UTC.
    """
    return counted(judged_reports(store, inventory, now - days * DAY, now + 1, now))


def counted(found: Collection[Judged]) -> dict[str, VillageCount]:
    """The same of reports that were read already."""
    by_code: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in found:
        if each.report.standing is not ReportStanding.SPAM:
            by_code[each.report.village].append(each)
    return {code: _count(code, each) for code, each in sorted(by_code.items())}


def _count(code: str, found: Sequence[Judged]) -> VillageCount:
    return VillageCount(
        code,
        len(found),
        Counter(each.report.what for each in found),
        Counter(each.judgement.verdict for each in found),
        sum(each.report.standing is ReportStanding.OPEN for each in found),
        max(each.report.reported_at for each in found),
    )


def _name(code: str) -> str:
    known = gazetteer().villages.get(code)
    return known.name if known else code


def _kecamatan(code: str) -> str:
    known = gazetteer().villages.get(code)
    return known.kecamatan if known else ""
