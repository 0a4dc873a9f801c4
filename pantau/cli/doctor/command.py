"""``pantau doctor``: all looks, in the order in which one would mend."""

import json
import os
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from dashboard.alarms import Told, told
from dashboard.overview import Alarm
from dashboard.reading import read_snapshot
from dashboard.settings import Settings
from dashboard.summary import overview
from pantau.actions.services import has_services
from pantau.cli.address import METRICS, PAGES, Listen, ListenType
from pantau.cli.doctor.finding import Finding, Level, Part, broken, fine
from pantau.cli.doctor.keeping import (
    about_aside,
    about_backup,
    about_disk,
    about_rights,
    mount_of,
)
from pantau.cli.doctor.machine import (
    about_echoes,
    about_machine,
    read_machine,
    whose,
)
from pantau.cli.doctor.serving import about_metrics, about_pages, ask
from pantau.cli.doctor.setting import (
    about_accounts,
    about_inventory,
    about_names,
    about_receivers,
    about_secrets,
)
from pantau.cli.place import JSON, Place, placed
from pantau.cli.table import plain
from pantau.cli.who_is_in import has_admin
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.saved import SpaceDay, Upkeep
from pantau.inventory import Inventory, read_inventory
from pantau.language import Sentence, Translator, to_say
from pantau.store import Store, StoreError, set_aside_in, space_of, upkeep_of
from pantau.store.hindrance import hindrance

_SIGNS = {Level.FINE: "✓", Level.LOOK: "!", Level.BROKEN: "✕"}
_NAMES = {
    Part.INVENTORY: to_say("Inventory"),
    Part.STATE: to_say("Measuring"),
    Part.STORE: to_say("Store"),
    Part.DISK: to_say("Disk"),
    Part.RIGHTS: to_say("Rights"),
    Part.ECHOES: to_say("Echoes"),
    Part.CLOCK: to_say("Clock"),
    Part.MACHINE: to_say("Machine"),
    Part.SECRETS: to_say("Secrets"),
    Part.RECEIVERS: to_say("Receivers"),
    Part.NAMES: to_say("Names"),
    Part.ACCOUNTS: to_say("Accounts"),
    Part.BACKUP: to_say("Backup"),
    Part.METRICS: to_say("Collector"),
    Part.PAGES: to_say("Pages"),
}


@click.command("doctor")
@click.option("--metrics", type=ListenType(), default=METRICS, show_default="127.0.0.1:9464")
@click.option("--pages", type=ListenType(), default=PAGES, show_default="127.0.0.1:8501")
@JSON
@placed
def doctor_command(place: Place, metrics: Listen, pages: Listen, as_json: bool) -> None:
    """Look at all that Pantau stands on, and say what to do; changes nothing.

    To be run as the user that Pantau runs as. Exit code 1 where something does not work.
    """
    # Programs get English, whatever people read.
    found = examine(replace(place, language="en") if as_json else place, metrics, pages)
    if as_json:
        click.echo(json.dumps([_plain(each) for each in found], indent=1, ensure_ascii=False))
    else:
        click.echo(place.say("Looked at as user {name}", name=whose()))
        for each in found:
            _print(place.say, each)
    if any(each.level is Level.BROKEN for each in found):
        click.get_current_context().exit(1)


def examine(place: Place, metrics: Listen, pages: Listen) -> list[Finding]:
    """All findings. Reads, asks the kernel and name servers, and /healthz of both ports."""
    now = now_us(SystemClock())
    reading = read_inventory(place.inventory)
    inventory, collector = reading.inventory, ask(metrics)
    measures = collector.said is not None and collector.said.get("measuring") == "ok"
    services = has_services()
    return [
        *about_inventory(str(place.inventory), reading),
        *(_about_settings(inventory) if inventory else ()),
        *about_echoes(inventory, measures=measures),
        *about_machine(read_machine()),
        *_about_data(place, inventory, now),
        *about_metrics(metrics, collector, services=services),
        *about_pages(pages, ask(pages), services=services),
    ]


def _about_settings(inventory: Inventory) -> list[Finding]:
    return [
        *about_secrets(inventory, os.environ),
        *about_receivers(inventory),
        *about_names(inventory, os.environ, _is_known),
    ]


def _is_known(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False


def _about_data(place: Place, inventory: Inventory | None, now: int) -> list[Finding]:
    """The data directory. One that is not there yet is told of once, by the state."""
    data = place.data.absolute()
    state = _about_state(place, now)
    if not (data / "journal.sqlite").exists():
        return state
    space, upkeep = _space(data, now), _upkeep(data)
    found = [
        *state,
        *_about_store(data),
        *about_aside(set_aside_in(data)),
        *about_disk(mount_of(data.resolve(), _mountinfo()), space, upkeep),
        *about_rights(data, os.geteuid()),
        *_accounts(data),
    ]
    if inventory is not None:
        found += about_backup(inventory.backup, upkeep, data, now)
    return found


def _about_state(place: Place, now: int) -> list[Finding]:
    """What the pages' red bands say, word for word."""
    snapshot = read_snapshot(Settings(place.data, place.inventory), now)
    seen = overview(snapshot, now)
    zone = snapshot.inventory.timezone if snapshot.inventory else ZoneInfo("UTC")
    # The file is looked at by itself, above.
    alarms = tuple(each for each in seen.alarms if each is not Alarm.INVENTORY_UNREADABLE)
    found = told(replace(seen, alarms=alarms), snapshot, now, zone, place.language)
    if not found:
        return [fine(Part.STATE, Sentence(to_say("the data is fresh")))]
    return [
        broken(Part.STATE, _said(each.title), _what_to_do(each))
        for alarm, each in zip(alarms, found, strict=True)
    ]


def _what_to_do(band: Told) -> Sentence:
    return _said("\n".join((band.text, *band.details)))


def _said(text: str) -> Sentence:
    """What was put into words already."""
    return Sentence(to_say("{text}"), text=text)


def _about_store(data: Path) -> list[Finding]:
    """Can it be opened, and written."""
    why = hindrance(data)
    if why is not None:
        return [broken(Part.STORE, Sentence(to_say("nothing can be written")), why)]
    try:
        with Store.open(data, readonly=True):
            return [
                fine(Part.STORE, Sentence(to_say("can be read; check it whole: pantau verify")))
            ]
    except StoreError as error:
        return [broken(Part.STORE, Sentence(to_say("it cannot be used")), error.why)]


def _accounts(data: Path) -> list[Finding]:
    try:
        with Store.open(data, readonly=True) as store:
            return about_accounts(has_admin(store))
    except StoreError:
        return []


def _space(data: Path, now: int) -> SpaceDay | None:
    try:
        return space_of(data, now)
    except OSError:
        return None


def _upkeep(data: Path) -> Upkeep:
    try:
        return upkeep_of(data)
    except StoreError:
        return Upkeep()


def _mountinfo() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text()
    except OSError:
        return ""


def _print(say: Translator, found: Finding) -> None:
    name = say(_NAMES[found.part])
    click.echo(f"{_SIGNS[found.level]} {name}: {_lines(found.what.said(say))}")
    if found.remedy is not None:
        click.echo(f"    → {_lines(found.remedy.said(say))}")


def _lines(text: str) -> str:
    """Names in it as they are, and no control characters of theirs."""
    return "\n    ".join(plain(line) for line in text.splitlines())


def _plain(found: Finding) -> dict[str, Any]:
    return {
        "part": found.part.value,
        "level": found.level.value,
        "what": found.what.message,
        "remedy": found.remedy.message if found.remedy else None,
    }
