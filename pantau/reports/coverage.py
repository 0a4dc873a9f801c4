"""The coverage of villages as files for other tools: CSV, JSON and GeoJSON. Pure.

Columns bear one name in all of them and never change their meaning. What staff noted for staff is
in none of them.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from pantau.inventory.gazetteer.names import Village
from pantau.reports.sheet.text import formula_safe
from pantau.villages.coverage import VillageStanding

FORMS = (".csv", ".json", ".geojson")

Row = dict[str, Any]


def coverage_row(village: Village, standing: VillageStanding) -> Row:
    """A village and what is known of it; ``state`` is None where nothing is, or it is disputed.

    ``source`` names all that say so, each once; ``as_of`` as the newest is written.
    """
    newest = standing.newest
    projects = sorted({each.said.project for each in newest if each.said.project is not None})
    return {
        "code": village.code,
        "village": village.name,
        "kind": village.kind,
        "kecamatan": village.kecamatan,
        "state": standing.state,
        "counted_as": standing.group.value,
        "as_of": newest[0].said.as_of if newest else None,
        "source": _joined(each.said.source for each in newest),
        "project": _joined(projects),
        "title": _joined(each.said.title for each in newest),
        "operator": _joined(each.said.operator for each in newest),
        "funding": _joined(each.said.funding for each in newest),
    }


def _joined(words: Iterable[str]) -> str | None:
    return " | ".join(dict.fromkeys(filter(None, words))) or None


def as_csv(rows: Sequence[Row]) -> bytes:
    """A heading and a line each, commas, UTF-8; a null is empty."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(["" if cell is None else formula_safe(str(cell)) for cell in row.values()])
    return made.getvalue().encode()


def as_json(rows: Sequence[Row], about: Row) -> bytes:
    """``about`` at the top, then ``villages``."""
    return _json({**about, "villages": rows})


def as_geojson(rows: Sequence[Row], villages: Sequence[Village], about: Row) -> bytes:
    """A FeatureCollection (RFC 7946) of points, each about the middle of its village."""
    features = [
        {
            "type": "Feature",
            "id": village.code,
            "geometry": {"type": "Point", "coordinates": [village.at[1], village.at[0]]},
            "properties": row,
        }
        for row, village in zip(rows, villages, strict=True)
    ]
    return _json({"type": "FeatureCollection", **about, "features": features})


def _json(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
