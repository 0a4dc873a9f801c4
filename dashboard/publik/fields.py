"""The open data: which files there are and what stands in them. What is not named here is not told.

Names are stable: a field may be added, none changes its meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pantau.language import to_say

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

DAY_SECONDS = 86_400
LIVE_SECONDS = 30
OPEN_MONTH_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row. ``about`` is a message of the catalogues; CSV leaves a null cell empty."""

    name: str
    type: str
    about: str


_SITE = (
    Field("site", "string", to_say("id of the site, the same for ever")),
    Field("name", "string", to_say("name of the site")),
    Field(
        "kind", "string", to_say("opd, kecamatan, kelurahan, desa, puskesmas, pustu, sekolah, …")
    ),
    Field("kecamatan", "string", to_say("district in which it lies")),
)
_SIMULATION = Field("simulation", "boolean", to_say("true: simulated, not real data"))
_FIGURES = (
    Field("service_seconds", "integer", to_say("service time; the four that follow sum to it")),
    Field("up_seconds", "integer", to_say("time in which it was up")),
    Field("down_seconds", "integer", to_say("time in which it was down")),
    Field("excluded_seconds", "integer", to_say("time left out of account by contract")),
    Field("unknown_seconds", "integer", to_say("time in which nobody could see")),
    Field(
        "availability",
        "number or null",
        to_say("share of the measured time in which it was up, 0 to 1, cut to six decimals"),
    ),
    Field(
        "coverage",
        "number or null",
        to_say("share of the time that was seen, 0 to 1, cut to six decimals"),
    ),
    Field("outages", "integer", to_say("number of outages")),
)

SITE_FIELDS = (
    *_SITE,
    Field("desa", "string or null", to_say("official code of the village")),
    _SIMULATION,
)
STATUS_FIELDS = (
    *_SITE,
    Field("state", "string", to_say("up, degraded, down or unknown")),
    Field("since", "time or null", to_say("since when it is so; null where unknown")),
    Field("planned_work", "boolean", to_say("whether announced work is running there")),
    Field("as_of", "time or null", to_say("up to when was measured")),
    _SIMULATION,
)
MONTH_FIELDS = (
    Field("month", "string", to_say("year and month")),
    *_SITE,
    *_FIGURES,
    Field("provisional", "boolean", to_say("true until the month is closed")),
    Field("upto", "time", to_say("up to when was judged")),
    _SIMULATION,
)
KECAMATAN_FIELDS = (_SITE[3], *_FIGURES)
WORK_FIELDS = (
    Field("id", "string", to_say("id of the announcement")),
    Field("category", "string", to_say("always maintenance")),
    Field("standing", "string", to_say("planned, running or cancelled")),
    Field("begin", "time", to_say("when it begins")),
    Field("end", "time", to_say("when it ends")),
    Field("sites", "list", to_say("ids of the sites")),
)
COVERAGE_FIELDS = (
    Field("code", "string", to_say("official code of the village")),
    Field("village", "string", to_say("name of the village")),
    _SITE[3],
    Field(
        "state",
        "string or null",
        to_say(
            "blank, planned, survey, tender, building, on_air or weak; null where nobody said "
            "anything, or the newest statements contradict each other"
        ),
    ),
    Field("disputed", "boolean", to_say("whether the newest statements contradict each other")),
    Field("stated_for", "string or null", to_say("year, month or day for which it is said")),
    Field("source", "string or null", to_say("who says so")),
    _SIMULATION,
)

ONCE = frozenset({"month", "provisional", "upto", "as_of", "simulation"})
"""What JSON says once, at its top, and CSV in each row."""

DATASETS: Mapping[str, tuple[tuple[str, ...], tuple[Field, ...], str]] = {
    "status": (
        ("status.json", "status.csv"),
        STATUS_FIELDS,
        to_say("State of every site now"),
    ),
    "availability": (
        ("availability.json", "availability.csv"),
        MONTH_FIELDS,
        to_say("Availability of a month by site; in JSON by kecamatan and in total too"),
    ),
    "sites": (("sites.csv",), SITE_FIELDS, to_say("All sites")),
    "coverage": (
        ("coverage.json", "coverage.csv", "coverage.geojson"),
        COVERAGE_FIELDS,
        to_say("Coverage of villages"),
    ),
    "maintenance": (("maintenance.json",), WORK_FIELDS, to_say("Announced work of 90 days")),
}
"""By name: files, fields and what it is."""

FILES: Mapping[str, tuple[Field, ...]] = {
    file: fields for files, fields, _ in DATASETS.values() for file in files
}
"""Each file and the fields of its rows; availability bears a month in its name."""
