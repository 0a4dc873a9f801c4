"""The part about health: three processes, the disk, the versions."""

import streamlit as st

from dashboard import cached
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene, scene
from dashboard.sistem.health import Disk, Health, versions
from pantau.facts.instant import SECOND
from pantau.facts.letters import ALERTER_SILENT
from pantau.facts.measured import STALE_AFTER
from pantau.facts.words import WatchEnd
from pantau.language import age, label, moment, number, to_say
from pantau.language.sizes import size

_PARTS = {
    "journal": to_say("Journal"),
    "samples": to_say("Samples"),
    "alerts": to_say("Alerter's memory"),
    "kept": to_say("Evidence and papers"),
    "anchors": to_say("Anchors"),
    "other": to_say("Other"),
}
_LOW_SHARE, _LOW_BYTES = 10, 2_000_000_000


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
            _disk_card(here, disk),
            class_="p-oncall",
        )
    )
    st.html(element("div", _disk(here, disk), _versions(here), class_="p-two"))


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
        how = say("Start it with: pantau run")
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
        how = say("Start it with: pantau run")
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


def _disk_card(here: Scene, disk: Disk) -> Html:
    say, language = here.say, here.language
    title = say("Disk")
    used = say("The data takes {size}", size=size(disk.used, language))
    if disk.free is None or disk.size is None:
        return _card(title, "–", used, style="p-unknown")
    low = disk.free < _LOW_BYTES or disk.free * 100 < disk.size * _LOW_SHARE
    value = say("{size} free", size=size(disk.free, language))
    whole = say("of {size}", size=size(disk.size, language))
    if low:
        advice = say("Make room: a full disk stops the writing.")
        return _card(title, f"⚠ {value}", whole, used, advice, style="p-degraded")
    return _card(title, f"✓ {value}", whole, used, style="p-up")


def _age(here: Scene, instant: int) -> str:
    return age((here.now - instant) // SECOND, here.language)


def _disk(here: Scene, disk: Disk) -> Html:
    say, language = here.say, here.language
    rows = sorted(disk.parts.items(), key=lambda each: -each[1])
    widest = max(disk.used, 1)
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
                        element("td", say(_PARTS[name])),
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
    # Nothing notes a backup: whoever makes one takes it elsewhere.
    rows.append((say("Backup"), say("not known here; made by: pantau backup FILE")))
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    return element(
        "section",
        element("h2", say("Versions")),
        element("dl", joined(*facts), class_="p-facts"),
        class_="p-panel",
    )
