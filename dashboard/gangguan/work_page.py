"""Maintenance as HTML: the days to come, one of them, and what announcing one does."""

from collections.abc import Sequence

from dashboard.gangguan.claim_page import some_of
from dashboard.gangguan.own_address import own_address
from dashboard.gangguan.work import PHASES, Phase, Work, scope_said
from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.language import clock_time, label, long_day, moment, number, short_duration

_MOST_AHEAD = 20


def agenda(found: Sequence[Work], here: Scene) -> Html:
    """What runs and comes, by day."""
    say = here.say
    ahead = [each for each in found if each.is_ahead][:_MOST_AHEAD]
    if not ahead:
        return element("p", say("No maintenance is announced for now or later."), class_="p-rest")
    days: dict[str, list[Work]] = {}
    for each in ahead:
        day = to_datetime(max(each.begin, here.now), here.zone).date()
        days.setdefault(long_day(day, here.language), []).append(each)
    return element(
        "section",
        element("h2", say("Ahead")),
        *(
            element(
                "div",
                element("div", element("h3", day), class_="p-where"),
                element("ul", *(_line(each, here) for each in theirs), class_="g-agenda"),
                class_="p-district",
            )
            for day, theirs in days.items()
        ),
        class_="p-panel g-days",
    )


def _line(each: Work, here: Scene) -> Html:
    say, language = here.say, here.language
    url = page_url("gangguan", language, bagian="pemeliharaan", id=each.id)
    running = each.phase is Phase.RUNNING
    count = say.plural("{n} site", "{n} sites", len(each.sites))
    mark = element("span", say(PHASES[each.phase]), class_="p-mark p-degraded") if running else ""
    return element(
        "li",
        element("b", _times(each.begin, each.end, here)),
        " ",
        mark,
        element("a", each.reason, href=url, class_="p-go p-link"),
        element(
            "small",
            f"{scope_said(each, say)} · {count} · {each.id}",
            class_="p-soft",
        ),
    )


def _times(begin: int, end: int, here: Scene) -> str:
    """The end's day only where it is another one."""
    zone, language = here.zone, here.language
    since = clock_time(begin, zone, language).rsplit(" ", 1)[0]
    same = to_datetime(begin, zone).date() == to_datetime(end, zone).date()
    if same:
        return f"{since}–{clock_time(end, zone, language)}"
    return f"{moment(begin, zone, language)} – {moment(end, zone, language)}"


def work_page(each: Work, here: Scene) -> Html:
    """One of them with all that was said."""
    say, language, zone = here.say, here.language, here.zone
    announced, cancelled = each.maintenance.announced, each.maintenance.cancelled
    role = label(Role(announced.data()["role"]), language)
    facts = [
        (say("Scope"), scope_said(each, say)),
        (say("Sites"), some_of(each.names, here)),
        (say("From"), moment(each.begin, zone, language)),
        (say("To"), moment(each.end, zone, language)),
        (say("How long"), short_duration(each.seconds, language)),
        (
            say("Announced by"),
            f"{announced.author} ({role}), {moment(announced.at, zone, language)}",
        ),
    ]
    if cancelled is not None:
        facts += [
            (say("Cancelled by"), f"{cancelled.author}, {moment(cancelled.at, zone, language)}"),
            (say("Their reason"), cancelled.data()["reason"]),
        ]
    look = {Phase.RUNNING: "p-degraded", Phase.OVER: "p-up"}.get(each.phase, "p-unknown")
    return element(
        "section",
        element(
            "h2",
            element("span", say(PHASES[each.phase]), class_=f"p-mark {look}"),
            f" {each.reason} ",
            own_address(each.id, here, "pemeliharaan"),
        ),
        element(
            "dl",
            *(joined(element("dt", name), element("dd", value)) for name, value in facts),
            class_="p-facts",
        ),
        class_="p-panel",
    )


def foreseen(sites: Sequence[str], span: Interval, others: Sequence[Work], here: Scene) -> Html:
    """What announcing it does, and what it does not: said before it is done."""
    say, language = here.say, here.language
    length = short_duration((span.end - span.begin) // SECOND, language)
    count = say.plural("{n} site for {length}", "{n} sites for {length}", len(sites), length=length)
    lines = [
        count,
        say("While it runs nobody is told of their outages; they are still written down."),
        say("It changes no figure. To leave the time out, propose an exclusion afterwards."),
        say("The public page, where it is on, shows time and sites, never the reason."),
    ]
    overlapping = [
        each.id
        for each in others
        if each.is_ahead
        and each.begin < span.end
        and each.end > span.begin
        and set(each.sites) & set(sites)
    ]
    if overlapping:
        lines.append(say("Announced already in part: {ids}", ids=", ".join(overlapping)))
    down = sum(1 for each in here.snapshot.open_outages if each.site in set(sites))
    if down and span.begin <= here.now:
        lines.append(say("Of these, down now: {n}", n=number(down, language)))
    return element("ul", *(element("li", line) for line in lines), class_="p-problems g-foreseen")
