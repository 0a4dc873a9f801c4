"""The part about health: the processes, backups, the disk, the versions."""

import streamlit as st

from dashboard import cached
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene, scene
from dashboard.sistem.health import Health, versions
from pantau.actions.room import days_left
from pantau.actions.services import how_to_start
from pantau.facts.instant import DAY, SECOND
from pantau.facts.letters import ALERTER_SILENT
from pantau.facts.measured import STALE_AFTER
from pantau.facts.saved import SpaceDay, Upkeep
from pantau.facts.words import WatchEnd
from pantau.language import age, label, moment, number
from pantau.language.sizes import size

_LOW_SHARE, _LOW_BYTES, _LOW_DAYS = 10, 2_000_000_000, 30
_BACKUP_STALE_US = 2 * DAY


@st.fragment(run_every="5s")
def health_part() -> None:
    """How each part of Pantau is now."""
    here = scene()
    health, disk = cached.health(), cached.disk()
    st.html(
        element(
            "div",
            _collector(here, health),
            _alerter(here, health),
            _pages(here),
            _backup(here, health.upkeep),
            _disk_card(here, disk, health.upkeep),
            class_="p-oncall",
        )
    )
    if health.aside:
        st.html(_aside(here, health))
    st.html(element("div", _disk(here, disk, health.upkeep), _versions(here), class_="p-two"))


def _card(title: str, value: str, *notes: str, style: str) -> Html:
    return element(
        "div",
        element("div", title, class_="p-title"),
        element("div", value, class_="p-person"),
        *(element("div", note, class_="p-note") for note in notes if note),
        class_=f"p-card {style}",
    )


def _collector(here: Scene, health: Health) -> Html:
    say, watch = here.say, health.watch
    title = say("Collector")
    if watch is None:
        how = say("Start it with: {start}", start=how_to_start(services=here.snapshot.services))
        return _card(title, f"✕ {say('never ran')}", how, style="p-down")
    last = say("Last commit {age}", age=_age(here, watch.until))
    since = say(
        "Run {run} since {time}",
        run=number(watch.run, here.language),
        time=moment(watch.started_at, here.zone, here.language),
    )
    if watch.end is not None:
        ended = label(WatchEnd(watch.end), here.language)
        return _card(title, f"✕ {say('stopped')}", ended, last, style="p-down")
    if abs(here.now - watch.until) > STALE_AFTER:
        return _card(title, f"✕ {say('silent')}", last, since, style="p-down")
    return _card(title, f"✓ {say('measuring')}", last, since, style="p-up")


def _alerter(here: Scene, health: Health) -> Html:
    say, beat = here.say, health.beat
    title = say("Alerter")
    if beat is None:
        how = say("Start it with: {start}", start=how_to_start(services=here.snapshot.services))
        return _card(title, f"✕ {say('never ran')}", how, style="p-down")
    last = say("Last sign of life {age}", age=_age(here, beat.at))
    since = beat.details.get("since")
    began = ""
    if isinstance(since, int) and since:
        began = say("Since {time}", time=moment(since, here.zone, here.language))
    if here.now - beat.at > ALERTER_SILENT:
        return _card(title, f"✕ {say('silent')}", last, began, style="p-down")
    return _card(title, f"✓ {say('runs')}", last, began, style="p-up")


def _pages(here: Scene) -> Html:
    say = here.say
    since = moment(cached.serving_since(), here.zone, here.language)
    began = say("Since {time}", time=since)
    return _card(say("Pages"), f"✓ {say('runs')}", began, style="p-up")


def _backup(here: Scene, upkeep: Upkeep) -> Html:
    """Those that the inventory asks for; where it asks for none, the last that somebody made."""
    say, plan = here.say, here.inventory.backup
    title = say("Backup")
    tries = upkeep.attempts if plan is None else upkeep.of(plan.to)
    sound = [each for each in tries if each.sound]
    if plan is None and not sound:
        how = say("By itself: write backup in the inventory. By hand: pantau backup --to DIR")
        return _card(title, say("not asked for"), how, style="p-unknown")
    last = say("There is no sound backup yet")
    notes = []
    if sound:
        made = sound[-1]
        last = say("Last sound backup {age}", age=_age(here, made.began_at))
        notes = [f"{size(made.size, here.language)} · {made.target}"]
    latest = tries[-1] if tries else None
    if latest is not None and latest.trouble is not None:
        remark = label(latest.trouble, here.language)
        value = f"⚠ {say('look here')}" if latest.sound else f"✕ {say('failed')}"
        style = "p-degraded" if latest.sound else "p-down"
        return _card(title, value, remark, last, *notes, style=style)
    if not sound or here.now - sound[-1].began_at > _BACKUP_STALE_US:
        return _card(title, f"⚠ {say('none lately')}", last, *notes, style="p-degraded")
    return _card(title, f"✓ {say('made')}", last, *notes, style="p-up")


def _disk_card(here: Scene, disk: SpaceDay | None, upkeep: Upkeep) -> Html:
    say, language = here.say, here.language
    title = say("Disk")
    if disk is None:
        return _card(title, "–", style="p-unknown")
    used = say("The data takes {size}", size=size(disk.total, language))
    left = days_left((*upkeep.days, disk))
    low = disk.free < _LOW_BYTES or disk.free * 100 < disk.size * _LOW_SHARE
    low = low or (left is not None and left < _LOW_DAYS)
    value = say("{size} free", size=size(disk.free, language))
    whole = say("of {size}", size=size(disk.size, language))
    lasts = ""
    if left is not None:
        lasts = say.plural(
            "enough for {n} day at the growth of the last weeks",
            "enough for {n} days at the growth of the last weeks",
            int(left),
        )
    if low:
        advice = say("Make room: a full disk stops the writing.")
        return _card(title, f"⚠ {value}", whole, used, lasts, advice, style="p-degraded")
    return _card(title, f"✓ {value}", whole, used, lasts, style="p-up")


def _aside(here: Scene, health: Health) -> Html:
    say = here.say
    files = [element("li", f"⚠ {each.said(say)}") for each in health.aside]
    return element(
        "section",
        element("h2", say("Damaged files set aside")),
        element("ul", *files, class_="p-problems"),
        class_="p-panel",
    )


def _age(here: Scene, instant: int) -> str:
    return age((here.now - instant) // SECOND, here.language)


def _disk(here: Scene, disk: SpaceDay | None, upkeep: Upkeep) -> Html:
    say, language = here.say, here.language
    parts = {label(kind, language): bytes_ for kind, bytes_ in disk.used.items()} if disk else {}
    for made in [each for each in upkeep.attempts if each.name is not None][-1:]:
        parts[say("Backups, in {folder}", folder=made.target)] = made.held
    widest = max((*parts.values(), 1))
    rows = sorted(parts.items(), key=lambda each: -each[1])
    return element(
        "section",
        element("h2", say("Data directory")),
        element(
            "table",
            element(
                "tbody",
                *(
                    element(
                        "tr",
                        element("td", name),
                        element("td", _bar(bytes_ * 100 // widest)),
                        element("td", size(bytes_, language), class_="p-right"),
                    )
                    for name, bytes_ in rows
                ),
            ),
            class_="p-list p-disk",
        ),
        class_="p-panel",
    )


def _bar(percent: int) -> Html:
    used = element("span", class_="p-bar-used", style=f"width:{percent}%")
    return element("span", used, class_="p-bar", aria_hidden="true")


def _versions(here: Scene) -> Html:
    say = here.say
    names = {"rules": say("Rules of counting")}
    rows = [(names.get(name, name), told) for name, told in versions().items()]
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    return element(
        "section",
        element("h2", say("Versions")),
        element("dl", joined(*facts), class_="p-facts"),
        class_="p-panel",
    )
