"""The files of open data as bytes: pure."""

import csv
import json
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

from dashboard.publik.fields import DATASETS, FILES, LICENCE, LICENCE_URL, ONCE, Field
from dashboard.publik.figures import PublicMonth
from dashboard.publik.look import Look
from dashboard.publik.rows import (
    Row,
    about,
    as_of,
    coverage_rows,
    features,
    figures,
    kecamatan_rows,
    month_rows,
    seconds_iso,
    site_rows,
    status_rows,
    work_rows,
)
from pantau.language import LANGUAGES, translator
from pantau.reports.sheet.text import formula_safe

JSON = "application/json"
GEOJSON = "application/geo+json"
CSV = "text/csv; charset=utf-8"

_LIVE: dict[str, Callable[[Look], bytes]] = {
    "status.json": lambda look: _json(
        {**about(look), **_now(look), "measuring": look.seen.measuring, "sites": status_rows(look)}
    ),
    "status.csv": lambda look: _csv(
        FILES["status.csv"], [{**row, **about(look), **_now(look)} for row in status_rows(look)]
    ),
    "sites.csv": lambda look: _csv(
        FILES["sites.csv"], [{**row, **about(look)} for row in site_rows(look)]
    ),
    "coverage.json": lambda look: _json({**about(look), "villages": coverage_rows(look)}),
    "coverage.csv": lambda look: _csv(
        FILES["coverage.csv"], [{**row, **about(look)} for row in coverage_rows(look)]
    ),
    "coverage.geojson": lambda look: _json(
        {"type": "FeatureCollection", **about(look), "features": features(coverage_rows(look))}
    ),
    "maintenance.json": lambda look: _json({**about(look), "maintenance": work_rows(look)}),
    "schema.json": lambda _: _json(schema()),
}


def media_type(name: str) -> str:
    """By the end of the name."""
    if name.endswith(".geojson"):
        return GEOJSON
    return CSV if name.endswith(".csv") else JSON


def live_file(name: str, look: Look) -> bytes | None:
    """A file that tells the present; None for a name that is none."""
    make = _LIVE.get(name)
    return None if make is None else make(look)


def month_file(name: str, look: Look, month: PublicMonth) -> bytes:
    """availability.json or availability.csv of a month."""
    said: Row = {
        **about(look),
        "month": month.month,
        "provisional": month.provisional,
        "upto": seconds_iso(month.upto),
    }
    rows = month_rows(look, month)
    if name.endswith(".csv"):
        return _csv(FILES[name], [{**row, **said} for row in rows])
    return _json(
        {
            **said,
            "from": seconds_iso(month.window.begin),
            "to": seconds_iso(month.window.end),
            "total": {"sites": month.total.sites, **figures(month.total)},
            "kecamatan": kecamatan_rows(month),
            "sites": rows,
        }
    )


def schema() -> dict[str, Any]:
    """Which files there are, what stands in them, and on which terms they may be used."""
    return {
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "times": "ISO 8601, UTC",
        "csv": "RFC 4180, UTF-8, comma, decimal point; text that begins with = + - @ follows a '",
        "datasets": [
            {
                "name": name,
                "title": _both(title),
                "files": [file.replace(".", "-YYYY-MM.", name == "availability") for file in files],
                "fields": [
                    {
                        "name": field.name,
                        "type": field.type,
                        "about": _both(field.about),
                        "json": "top" if field.name in ONCE else "row",
                    }
                    for field in fields
                ],
            }
            for name, (files, fields, title) in DATASETS.items()
        ],
    }


def _both(text: str) -> dict[str, str]:
    return {language: translator(language)(text) for language in LANGUAGES}


def _now(look: Look) -> Row:
    return {"as_of": as_of(look)}


def _json(value: dict[str, Any]) -> bytes:
    said = {**value, "licence": LICENCE}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _csv(fields: Sequence[Field], rows: Sequence[Row]) -> bytes:
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([field.name for field in fields])
    writer.writerows([[_cell(row[field.name]) for field in fields] for row in rows])
    return made.getvalue().encode()


def _cell(value: str | float | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return formula_safe(value)
    return f"{value:.6f}" if isinstance(value, float) else str(value)
