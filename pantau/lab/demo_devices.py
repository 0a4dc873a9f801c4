"""Which sites of a demo have a device that is asked, and what these said in the last days."""

import re
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, MINUTE, SECOND, midnight
from pantau.facts.measured import Interval
from pantau.facts.words import Cause
from pantau.inventory.model import Inventory, Site
from pantau.lab.devices import PEAK_US, Make, Sort, line_bps, sort_of
from pantau.lab.history import Past

Numbers = NDArray[np.int64]

DAYS = 7
COMMUNITY = {"PANTAU_SIMULATION_COMMUNITY": "public"}
"""By what a collector in the lab is let in: to be put into its environment."""

_CREDENTIALS = "simulasi"
_PROBE = f"probes: [{{kind: snmp, credentials: {_CREDENTIALS}}}]"
_BESIDE = 10  # every so many of the others
_ON_BATTERY_US = 9 * MINUTE


def with_devices(text: str) -> str:
    """The text of a demo's inventory with an agent at a share of its sites.

    Those that the demo's own power cuts meet have one, so that an uptime tells of them.
    """
    (name,) = COMMUNITY
    if re.search(r"(?m)^credentials:", text):
        return text
    section = f"credentials: {{{_CREDENTIALS}: {{community: env:{name}}}}}\n\n"
    text = re.sub(r"(?m)^sites:", f"{section}sites:", text, count=1)
    return re.sub(r"(?m)^  - \{id: ([a-z0-9-]+),.*\}$", _with_a_device, text)


def _with_a_device(line: re.Match[str]) -> str:
    written, id = line[0], line[1]
    chosen = re.search(r"kind: (puskesmas|kecamatan)\b|kecamatan: Muara Samu", written)
    if "probes:" in written or not (chosen or crc32(id.encode()) % _BESIDE == 0):
        return written
    return f"{written[:-1]}, {_PROBE}}}"


def after_peak(now: int, inventory: Inventory) -> int:
    """How long ago the load of the day was highest, or minus how long until then (nanoseconds)."""
    begin = midnight(inventory.local_day(now), inventory.timezone)
    return (now - begin - PEAK_US) * 1_000


def asked(inventory: Inventory) -> list[Site]:
    """The sites that have a device which is asked."""
    return [site for site in inventory.sites if any(each.kind == "snmp" for each in site.probes)]


def readings(past: Past, inventory: Inventory, seed: int, span: Interval) -> Iterator[Reading]:
    """What the devices said in those minutes of ``span`` that are among the last days.

    ``seed``: the scenario's that goes on from here, so that the devices are the same.
    """
    begin = max(span.begin, past.until - DAYS * DAY)
    minutes = np.arange(-(-begin // MINUTE) * MINUTE, span.end, MINUTE)
    seen = np.zeros(len(minutes), bool)
    for run in past.runs:
        seen |= (minutes >= run.begin) & (minutes + MINUTE <= run.end)
    for blind in past.blind:
        seen &= ~_touched(minutes, blind.begin, blind.end)
    for site in asked(inventory):
        yield from _of_site(
            past, inventory, site, sort_of(site.id, seed, line_bps(inventory, site)), minutes[seen]
        )


def _of_site(
    past: Past, inventory: Inventory, site: Site, sort: Sort, minutes: Numbers
) -> Iterator[Reading]:
    silences = past.silences[site.id]
    there = np.ones(len(minutes), bool)
    for each in silences:
        there &= ~_touched(minutes, each.begin, each.end)
    cuts = [each for each in silences if each.cause is Cause.POWER]
    shift = after_peak(past.until, inventory)
    for at in minutes[there].tolist():
        own = shift - (past.until - at) * 1_000
        came_back = max((each.end for each in cuts if each.end <= at), default=None)
        uptime_s = sort.uptime // 10**9 - (past.until - at) // SECOND
        if came_back is not None:
            uptime_s = (at - came_back) // SECOND
        in_bps = round(8 * sort.octets_a_second * sort.load(own))
        said = {
            Quantity.UPTIME_S: uptime_s,
            Quantity.INTERFACE_UP: 1,
            Quantity.IN_BPS: in_bps,
            Quantity.OUT_BPS: in_bps // 7,
            Quantity.ERRORS: 0,
            Quantity.DISCARDS: 0,
            **sort.says(own),
        }
        left = min((each.begin - at for each in cuts if each.begin > at), default=DAY)
        if sort.make is Make.UPS and left <= _ON_BATTERY_US:
            said |= _on_battery(said, (_ON_BATTERY_US - left) // SECOND)
        yield Reading(site.id, "snmp", at, {key: said[key] for key in said if said[key] >= 0})


def _on_battery(said: dict[Quantity, int], seconds: int) -> dict[Quantity, int]:
    """The mains have failed; in the end the battery is empty, and the site falls silent."""
    share = seconds * SECOND / _ON_BATTERY_US
    return {
        Quantity.MAINS: 0,
        Quantity.BATTERY_S: seconds,
        Quantity.BATTERY_LEFT_MIN: round(said[Quantity.BATTERY_LEFT_MIN] * (1 - share) / 4),
        Quantity.BATTERY_PERCENT: max(2, round(100 * (1 - share))),
    }


def _touched(minutes: Numbers, begin: int, end: int) -> NDArray[np.bool_]:
    return (minutes < end) & (minutes + MINUTE > begin)
