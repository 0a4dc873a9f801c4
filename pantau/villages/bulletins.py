"""Short texts for village groups: planned work, outages and recoveries. Pure.

They hold what the public page may say and nothing else: names of sites, villages and kecamatan, and
times. No reason, cause, provider, link, address, fee or line number: none of these is read here.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pantau.facts.instant import MINUTE, to_datetime
from pantau.facts.measured import Outage
from pantau.facts.said import Maintenance
from pantau.inventory.model import Inventory, Site
from pantau.language import (
    Language,
    clock_time,
    duration,
    number,
    to_say,
    translator,
)
from pantau.language.dates import long_day

NEWS_US = 10 * MINUTE
"""What is over sooner is no news: whoever noticed it has it back before a text is read."""
_TOGETHER_US = 2 * MINUTE
_FEW = 5


class BulletinKind(StrEnum):
    """What is told."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    OUTAGE = "outage"
    RECOVERED = "recovered"


TITLES: dict[BulletinKind, str] = {
    BulletinKind.PLANNED: to_say("Network maintenance"),
    BulletinKind.CANCELLED: to_say("Maintenance called off"),
    BulletinKind.OUTAGE: to_say("Internet outage"),
    BulletinKind.RECOVERED: to_say("Internet works again"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A site as everybody may know it. ``desa``: the official code of its village."""

    site: str
    name: str
    kecamatan: str
    desa: str | None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One piece of news. Times are microseconds UTC.

    ``id``: made of the id of the outage or announcement and of what happened, the same for ever.
    ``begin`` and ``end`` of the work or outage, None while it lasts. ``told_at``: when it became
    news; ``changed_at``: when its text changed last.
    """

    id: str
    kind: BulletinKind
    begin: int
    end: int | None
    told_at: int
    changed_at: int
    places: tuple[Place, ...]


def bulletins(
    inventory: Inventory,
    works: Iterable[Maintenance],
    outages: Iterable[Outage],
    since: int,
    now: int,
) -> tuple[Bulletin, ...]:
    """All news since then, and all work that is still to come, the newest first.

    ``works`` and ``outages``: those of the time and some before it. What an announced work explains
    is no news of its own.
    """
    announced = list(works)
    found = [
        *_of_works(inventory, announced, since, now),
        *_of_outages(inventory, _unforeseen(announced, outages), now),
    ]
    kept = [each for each in found if each.changed_at >= since or is_ahead(each, now)]
    return tuple(sorted(kept, key=lambda each: (-each.changed_at, each.id)))


def within(
    found: Iterable[Bulletin], kecamatan: str | None = None, village: str | None = None
) -> tuple[Bulletin, ...]:
    """What concerns a kecamatan or a village (by its code), naming only the sites in it."""
    narrowed = []
    for each in found:
        places = tuple(
            place
            for place in each.places
            if kecamatan in (None, place.kecamatan) and village in (None, place.desa)
        )
        if places:
            narrowed.append(replace(each, places=places))
    return tuple(narrowed)


def title(each: Bulletin, language: Language) -> str:
    """What and where in a few words."""
    say = translator(language)
    return f"{say(TITLES[each.kind])}: {_shortly(each.places, language)}"


def text(each: Bulletin, inventory: Inventory, language: Language) -> str:
    """The whole of it, ready to be sent. A simulated regency says so."""
    say = translator(language)
    where = _where(each.places, language)
    begin = _when(each.begin, inventory, language)
    match each.kind:
        case BulletinKind.PLANNED:
            said = say(
                "{when}. During the work the internet may be down at {where}. We are sorry for "
                "the inconvenience.",
                when=_span(each, inventory, language),
                where=where,
            )
        case BulletinKind.CANCELLED:
            said = say(
                "The maintenance of {when} at {where} does not take place.",
                when=_span(each, inventory, language),
                where=where,
            )
        case BulletinKind.OUTAGE:
            said = say(
                "The internet at {where} has been down since {when}. We tell you when it works "
                "again.",
                when=begin,
                where=where,
            )
        case BulletinKind.RECOVERED:
            end = each.begin if each.end is None else each.end
            said = say(
                "The internet at {where} works again since {when}, after {length} without it.",
                when=_when(end, inventory, language),
                where=where,
                length=duration((end - each.begin) // MINUTE * 60, language),
            )
    heading = say(TITLES[each.kind]).upper()
    mark = f"{say('SIMULATION – not real data')}\n" if inventory.simulation else ""
    return f"{mark}*{heading}*\n{said}"


def _of_works(
    inventory: Inventory, works: Iterable[Maintenance], since: int, now: int
) -> Iterator[Bulletin]:
    for each in works:
        said = each.announced.data()
        places = _places(inventory, said["sites"])
        if not places or (said["end"] <= now and each.announced.at < since):
            continue
        kind, told = BulletinKind.PLANNED, each.announced.at
        if each.cancelled is not None:
            kind, told = BulletinKind.CANCELLED, each.cancelled.at
        yield Bulletin(
            f"{each.id}:{kind.value}", kind, said["begin"], said["end"], told, told, places
        )


def _unforeseen(works: Sequence[Maintenance], outages: Iterable[Outage]) -> Iterator[Outage]:
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in works:
        if each.cancelled is None:
            said = each.announced.data()
            for site in said["sites"]:
                spans[site].append((said["begin"], said["end"]))
    for outage in outages:
        inside = (begin <= outage.started_at < end for begin, end in spans[outage.site])
        if not any(inside):
            yield outage


def _of_outages(inventory: Inventory, outages: Iterable[Outage], now: int) -> Iterator[Bulletin]:
    """Those of one kecamatan that began within two minutes are one; called by the first of them.

    An earlier one is older, so it became news earlier: the first stays the first.
    """
    places = {site.id: _place(site) for site in inventory.judged}
    by_district: defaultdict[str, list[Outage]] = defaultdict(list)
    for each in outages:
        length = (now if each.ended_at is None else each.ended_at) - each.started_at
        if each.site in places and length >= NEWS_US:
            by_district[places[each.site].kecamatan].append(each)
    for found in by_district.values():
        for group in _together(found):
            yield from _of_group(group, places)


def _together(found: Collection[Outage]) -> Iterator[list[Outage]]:
    group: list[Outage] = []
    for each in sorted(found, key=lambda each: (each.started_at, each.id)):
        if group and each.started_at - group[0].started_at > _TOGETHER_US:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _of_group(group: Sequence[Outage], places: dict[str, Place]) -> Iterator[Bulletin]:
    first, begin = group[0].id, group[0].started_at
    where = tuple(
        sorted({places[each.site] for each in group}, key=lambda each: (each.name, each.site))
    )
    ends = [each.ended_at for each in group if each.ended_at is not None]
    end = max(ends) if len(ends) == len(group) else None
    last = group[-1].started_at + NEWS_US
    yield Bulletin(f"{first}:outage", BulletinKind.OUTAGE, begin, end, begin + NEWS_US, last, where)
    if end is not None:
        yield Bulletin(f"{first}:recovered", BulletinKind.RECOVERED, begin, end, end, end, where)


def is_ahead(each: Bulletin, now: int) -> bool:
    """Whether it is work that is not over yet."""
    return each.kind is BulletinKind.PLANNED and each.end is not None and each.end > now


def _places(inventory: Inventory, sites: Iterable[str]) -> tuple[Place, ...]:
    ids = set(sites)
    found = [_place(site) for site in inventory.sites if site.id in ids]
    return tuple(sorted(found, key=lambda each: (each.kecamatan, each.name, each.site)))


def _place(site: Site) -> Place:
    return Place(site.id, site.name, site.kecamatan, site.desa)


def _shortly(places: Sequence[Place], language: Language) -> str:
    if len(places) == 1:
        return f"{places[0].name}, {places[0].kecamatan}"
    return _by_district(places, language)


def _where(places: Sequence[Place], language: Language) -> str:
    """Few by name, many by kecamatan."""
    if len(places) > _FEW:
        return _by_district(places, language)
    say = translator(language)
    by_name = defaultdict[str, list[str]](list)
    for each in places:
        by_name[each.kecamatan].append(each.name)
    parts = [
        say("{names} (Kecamatan {kecamatan})", names=", ".join(names), kecamatan=kecamatan)
        for kecamatan, names in by_name.items()
    ]
    return _listed(parts, language)


def _by_district(places: Sequence[Place], language: Language) -> str:
    say = translator(language)
    counted = Counter(each.kecamatan for each in places)
    parts = [
        say.plural(
            "{sites} site in Kecamatan {kecamatan}",
            "{sites} sites in Kecamatan {kecamatan}",
            count,
            sites=number(count, language),
            kecamatan=kecamatan,
        )
        for kecamatan, count in sorted(counted.items())
    ]
    return _listed(parts, language)


def _listed(parts: Sequence[str], language: Language) -> str:
    if len(parts) < 2:
        return parts[0] if parts else ""
    say = translator(language)
    return say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _when(at: int, inventory: Inventory, language: Language) -> str:
    zone = inventory.timezone
    day = long_day(to_datetime(at, zone).date(), language)
    say = translator(language)
    return say("{day} at {time}", day=day, time=clock_time(at, zone, language))


def _span(each: Bulletin, inventory: Inventory, language: Language) -> str:
    """One day and two times where it is one; else both in full."""
    zone = inventory.timezone
    end = each.begin if each.end is None else each.end
    first, last = to_datetime(each.begin, zone).date(), to_datetime(end, zone).date()
    say = translator(language)
    if first == last:
        begin_time = clock_time(each.begin, zone, language).rpartition(" ")[0]
        return say(
            "{day}, {begin}–{end}",
            day=long_day(first, language),
            begin=begin_time,
            end=clock_time(end, zone, language),
        )
    return say(
        "{begin} until {end}",
        begin=_when(each.begin, inventory, language),
        end=_when(end, inventory, language),
    )
