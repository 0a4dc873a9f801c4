"""Routes, groups, silences and escalation beside models that are slow and plain."""

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from alerts.hush import Hush
from alerts.item import Group, Item
from alerts.kinds.outages import outage_groups
from alerts.route import matches, routes_of
from alerts.world import Answer, Hushed
from pantau.facts.instant import MINUTE, SECOND, to_datetime
from pantau.facts.measured import Outage
from pantau.facts.telling import AlertKind, AlertSeverity, QuietReason
from pantau.facts.words import SiteKind
from pantau.inventory.alerting import RULES, Match, Route, Step
from pantau.inventory.model import Site
from tests.alerts.town import T0, TOWN, Alerter, alerting, down, to, world
from tests.sla.build import WITA

SITES = [site.id for site in TOWN.sites]
KINDS = [AlertKind.SITE_DOWN, AlertKind.INCIDENT, AlertKind.FLAPPING, AlertKind.VANTAGE_BLIND]
some_sites = st.lists(st.sampled_from(SITES), max_size=3, unique=True)


def a_set(values: list) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from(values), max_size=2)


HOURS = st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(
    lambda pair: pair[0] != pair[1]
)
MATCHES = st.builds(
    Match,
    kinds=a_set(KINDS),
    least=st.sampled_from(AlertSeverity),
    site_kinds=a_set([SiteKind.DESA, SiteKind.OPD]),
    kecamatan=a_set(["Kuaro", "Paser Belengkong", "Batu Engau"]),
    providers=a_set(["Telkom", "Icon+"]),
    tiers=a_set(["fo-50", "fo-20"]),
    sites=a_set(SITES[:4]),
    hours=HOURS.map(lambda pair: pair and (time(pair[0]), time(pair[1]))),
)
GROUPS = st.builds(
    lambda kind, severity, sites: Group(
        "g", kind, severity, "", (Item("i", kind, severity, tuple(sites), T0),)
    ),
    st.sampled_from(KINDS),
    st.sampled_from(AlertSeverity),
    some_sites,
)


# -- routes --------------------------------------------------------------------------------------


def naive_match(match: Match, group: Group, now: int) -> bool:
    """Everything that speaks against it, said one by one."""
    against = []
    order = ["info", "warning", "critical"]
    against.append(len(match.kinds) > 0 and group.kind not in match.kinds)
    against.append(order.index(group.severity.value) < order.index(match.least.value))
    if match.hours is not None:
        hour = to_datetime(now, WITA).hour
        inside, at = [], match.hours[0].hour
        while at != match.hours[1].hour:
            inside.append(at)
            at = (at + 1) % 24
        against.append(hour not in inside)
    named = (match.site_kinds, match.kecamatan, match.providers, match.tiers, match.sites)
    if any(named):
        ids = {site for item in group.items for site in item.sites}
        against.append(not any(_fits(match, s) for s in TOWN.sites if s.id in ids))
    return not any(against)


def _fits(match: Match, site: Site) -> bool:
    term = site.terms[0]
    pairs = (
        (match.site_kinds, site.kind),
        (match.kecamatan, site.kecamatan),
        (match.providers, term.provider),
        (match.tiers, term.tier),
        (match.sites, site.id),
    )
    return all(value in wanted for wanted, value in pairs if wanted)


@given(MATCHES, GROUPS, st.integers(0, 86_399))
def test_a_match_is_what_nothing_speaks_against(match: Match, group: Group, later: int) -> None:
    seen = world(later)
    assert matches(seen, match, group) == naive_match(match, group, seen.now)


@given(st.lists(st.tuples(MATCHES, st.booleans()), max_size=5), GROUPS)
def test_routes_are_taken_up_to_the_first_that_does_not_go_on(
    rows: list[tuple[Match, bool]], group: Group
) -> None:
    routes = [
        Route(str(number), match, to("grup"), goes_on=goes_on)
        for number, (match, goes_on) in enumerate(rows)
    ]
    plan = replace(alerting(), routes=tuple(routes))
    expected = []
    for route in routes:
        if naive_match(route.match, group, T0):
            expected.append(route.name)
            if not route.goes_on:
                break
    assert [route.name for route in routes_of(world(0, plan=plan), group)] == expected


# -- groups --------------------------------------------------------------------------------------

BEGINS = st.lists(
    st.tuples(st.sampled_from(SITES), st.integers(0, 900), st.none() | st.integers(1, 400)),
    max_size=24,
    unique_by=lambda each: each[0],  # no site is down twice at once
)


@given(BEGINS, st.integers(2, 6), st.integers(10, 100), st.sampled_from([5, 60, 200]))
def test_areas_are_those_of_a_slow_count_and_no_outage_is_in_two_groups(
    begins: list[tuple[str, int, int | None]], least: int, share: int, within: int
) -> None:
    outages = [
        down(site, at, length and at + length, id=f"O{n:03}")
        for n, (site, at, length) in enumerate(begins)
    ]
    rule = replace(RULES[AlertKind.AREA_DOWN], sites=least, share=share, within_us=within * SECOND)
    plan = alerting(rules={AlertKind.AREA_DOWN: rule})
    groups = outage_groups(world(1000, outages, plan))
    told = sorted(item.outage or "" for group in groups for item in group.items)
    assert told == [each.id for each in outages]
    areas = {
        (group.name, frozenset(item.outage or "" for item in group.items))
        for group in groups
        if group.kind is AlertKind.AREA_DOWN
    }
    assert areas == naive_areas(outages, least, share, within * SECOND)


def naive_areas(
    outages: list[Outage], least: int, share: int, within: int
) -> set[tuple[str, frozenset[str]]]:
    """Of each area: whoever began near one of a heap that was on then is in the heap; then it is
    counted, second by second, how many of the heap were down."""
    found: set[tuple[str, frozenset[str]]] = set()
    taken: set[str] = set()
    for name, members in (
        ("Telkom", SITES),
        ("Kuaro", [s for s in SITES if s.startswith("kuaro")]),
        ("Paser Belengkong", [s for s in SITES if s.startswith("paser")]),
    ):
        here = [each for each in outages if each.site in members and each.id not in taken]
        for heap in naive_heaps(here, within):
            most = max(
                sum(each.started_at <= moment < (each.ended_at or 2**62) for each in heap)
                for moment in {each.started_at for each in heap}
            )
            if most >= least and most * 100 >= share * len(members):
                found.add((name, frozenset(each.id for each in heap)))
                taken |= {each.id for each in heap}
    return found


def naive_heaps(outages: list[Outage], within: int) -> list[list[Outage]]:
    def near(one: Outage, other: Outage) -> bool:
        first, second = sorted((one, other), key=lambda each: (each.started_at, each.id))
        on_then = first.ended_at is None or first.ended_at > second.started_at
        return on_then and second.started_at - first.started_at <= within

    left, heaps = list(outages), []
    while left:
        heap = [left.pop(0)]
        while joins := [each for each in left if any(near(each, one) for one in heap)]:
            heap += joins
            left = [each for each in left if each not in joins]
        heaps.append(heap)
    return heaps


# -- silences -------------------------------------------------------------------------------------

SILENCES = st.lists(
    st.tuples(st.integers(-50, 100), st.integers(1, 100), some_sites, a_set(KINDS), st.booleans()),
    max_size=4,
)


@given(SILENCES, st.sampled_from(SITES[12:]), st.integers(60, 100))
def test_an_outage_is_silenced_while_one_silence_names_its_site_and_kind(
    rows: list, site: str, second: int
) -> None:
    silences = tuple(
        Hushed(
            f"S{n}",
            T0 + begin * SECOND,
            T0 + (begin + length) * SECOND,
            frozenset(sites),
            kinds,
            everything=everything,
        )
        for n, (begin, length, sites, kinds, everything) in enumerate(rows)
    )
    seen = world(second, [down(site, 0)], silences=silences)
    (group,) = outage_groups(seen)
    hidden = Hush(seen, {}).reason(group, group.items[0]) is QuietReason.SILENCED
    expected = False
    for begin, length, sites, kinds, everything in rows:
        now_inside = second in range(begin, begin + length)
        of_kind = AlertKind.SITE_DOWN in kinds or not kinds
        expected = expected or (now_inside and of_kind and (everything or site in sites))
    assert hidden == expected


# -- escalation -----------------------------------------------------------------------------------

STEPS = st.lists(st.integers(1, 20), max_size=3).map(
    lambda gaps: [sum(gaps[: n + 1]) for n in range(len(gaps))]
)


@given(STEPS, st.none() | st.integers(1, 12), st.none() | st.integers(1, 60), st.integers(2, 60))
def test_steps_and_reminders_come_when_they_are_due_until_somebody_answers(
    afters: list[int], repeat: int | None, answered: int | None, ends: int
) -> None:
    names = ["hp-rina", "surel", "grup"]
    steps = tuple(Step(after * MINUTE, to(names[number])) for number, after in enumerate(afters))
    plan = alerting(Route("r", Match(), to("grup"), steps, repeat and repeat * MINUTE))
    alerter, found = Alerter(), []
    for minute in range(ends + 2):
        outage = down("paser-1", 0, ends * 60 if minute >= ends else None)
        answers = {}
        if answered is not None and minute >= answered:
            answers = {outage.id: Answer("Rina", T0 + answered * MINUTE)}
        for receiver, reason, _ in alerter.sees(
            world(minute * 60, [outage], plan, answers=answers)
        ):
            found.append((minute, receiver, reason))
    assert sorted(found) == sorted(naive_day(afters, names, repeat, answered, ends))


def naive_day(
    afters: list[int], names: list[str], repeat: int | None, answered: int | None, ends: int
) -> list[tuple[int, str, str]]:
    """Minute by minute, with a list of who was spoken to and when."""
    spoken = {"grup": 0}
    said = [(0, "grup", "began")]
    step = 0
    for minute in range(1, ends + 2):
        if minute == ends:
            said += [(minute, receiver, "ended") for receiver in spoken]
            break
        if answered is not None and minute >= answered:
            continue
        if step < len(afters) and minute >= afters[step]:
            said.append((minute, names[step], "escalated"))
            spoken = dict.fromkeys([*spoken, names[step]], minute)
            step += 1
            continue
        for receiver, last in list(spoken.items()):
            if repeat is not None and minute - last >= repeat:
                said.append((minute, receiver, "reminder"))
                spoken[receiver] = minute
    return said


def test_the_models_are_not_blind() -> None:
    assert naive_areas([down(f"paser-{i}", i) for i in range(6)], 5, 50, 60 * SECOND)
    assert naive_day([2], ["surel"], 3, None, 9)[1] == (2, "surel", "escalated")
