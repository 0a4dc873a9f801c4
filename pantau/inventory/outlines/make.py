"""Makes kecamatan.geojson: ``python -m pantau.inventory.outlines.make inventory.yaml > FILE``.

There is no free file of the kecamatan's borders, so these are guessed: each spot belongs to the
kecamatan of the nearest village, as far as the regency reaches. What is near a village, or between
villages, is the regency's; less so to the east, where the sea is. Run by hand; the pages only read
what it made.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pantau.inventory import Inventory, read_inventory

Corner = tuple[int, int]
Line = list[tuple[float, float]]
Grid = NDArray[np.int64]

# Degrees; one is 111 km. A cell is some 700 m.
_CELL = 0.006
_BRIDGE, _BACK = 0.15, 0.085
# To the east lies the sea: the disc of what is near a village is moved by so much to the west.
_WESTWARDS = 0.035
_STRAIGHT = 0.007
_NOBODY = -1


def villages(inventory: Inventory) -> dict[tuple[float, float], str]:
    """The kecamatan by (latitude, longitude) of each village that has a site with a code."""
    return {
        site.at: site.kecamatan
        for site in sorted(inventory.sites, key=lambda each: each.id)
        if site.at is not None and site.desa is not None
    }


def outlines(places: Mapping[tuple[float, float], str]) -> dict[str, object]:
    """A GeoJSON FeatureCollection: a MultiPolygon for each kecamatan, with shared borders."""
    names = sorted(set(places.values()))
    spots = np.array(list(places))
    south, west = spots.min(axis=0) - 2 * _BRIDGE
    north, east = spots.max(axis=0) + 2 * _BRIDGE
    numbers = [names.index(name) for name in places.values()]
    owners = _owners(spots, numbers, (south, west), (north, east))
    features = [
        {
            "type": "Feature",
            "properties": {"kecamatan": name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[round(west + x * _CELL, 4), round(south + y * _CELL, 4)] for x, y in ring]]
                    for ring in _rings(owners, number)
                ],
            },
        }
        for number, name in enumerate(names)
    ]
    return {"type": "FeatureCollection", "indicative": True, "features": features}


def _owners(
    spots: NDArray[np.float64],
    kecamatan: Sequence[int],
    south_west: tuple[float, float],
    north_east: tuple[float, float],
) -> Grid:
    """Whose each cell is, row by row from the south; nobody's beyond the regency."""
    (south, west), (north, east) = south_west, north_east
    rows, columns = int((north - south) / _CELL), int((east - west) / _CELL)
    y = south + (np.arange(rows) + 0.5)[:, None] * _CELL
    x = west + (np.arange(columns) + 0.5)[None, :] * _CELL
    squeeze = cos(radians((south + north) / 2))
    best = np.full((rows, columns), np.inf)
    reach = np.full((rows, columns), np.inf)
    owner = np.full((rows, columns), _NOBODY)
    for (latitude, longitude), number in zip(spots, kecamatan, strict=True):
        far = (y - latitude) ** 2 + ((x - longitude) * squeeze) ** 2
        nearer = far < best
        best[nearer], owner[nearer] = far[nearer], number
        reach = np.minimum(reach, (y - latitude) ** 2 + (x - longitude + _WESTWARDS) ** 2)
    inside = _closed(reach < _BRIDGE**2)
    owner[~inside] = _NOBODY
    return owner


def _closed(near: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pull the rim of ``near`` back: bays between villages stay filled."""
    steps = int(_BACK / _CELL)
    rim = np.argwhere(~near & _beside(near))
    kept = near.copy()
    reach = np.arange(-steps, steps + 1)
    disc = [(dy, dx) for dy in reach for dx in reach if dy * dy + dx * dx <= steps * steps]
    for dy, dx in disc:
        at = rim + np.array((dy, dx))
        held = (at >= 0).all(axis=1) & (at < near.shape).all(axis=1)
        kept[at[held, 0], at[held, 1]] = False
    return kept


def _beside(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The cells that have one of ``cells`` on a side."""
    wide = np.pad(cells, 1)
    return wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]


def _rings(owner: Grid, number: int) -> list[Line]:
    """The border of one kecamatan, each ring closed; corners in cells, smoothed."""
    borders = _borders(np.pad(owner, 1, constant_values=_NOBODY))
    mine = [line for sides, line in borders if number in sides]
    rings = []
    while mine:
        ring = mine.pop()
        while ring[0] != ring[-1]:
            at = next(i for i, line in enumerate(mine) if ring[-1] in (line[0], line[-1]))
            line = mine.pop(at)
            ring += line[1:] if line[0] == ring[-1] else line[-2::-1]
        rings.append([(x - 1, y - 1) for x, y in ring])
    return rings


def _borders(owner: Grid) -> list[tuple[frozenset[int], Line]]:
    """The lines between two owners from one node to the next, made straight, then round.

    A line is made once, so that both its sides have the same.
    """
    steps: dict[Corner, list[tuple[Corner, frozenset[int]]]] = {}
    for y, x in np.argwhere(owner[:, 1:] != owner[:, :-1]).tolist():
        sides = frozenset((int(owner[y, x]), int(owner[y, x + 1])))
        _step(steps, (x + 1, y), (x + 1, y + 1), sides)
    for y, x in np.argwhere(owner[1:] != owner[:-1]).tolist():
        sides = frozenset((int(owner[y, x]), int(owner[y + 1, x])))
        _step(steps, (x, y + 1), (x + 1, y + 1), sides)
    nodes = [corner for corner, ways in steps.items() if len({s for _, s in ways}) > 1]
    found = []
    for start in (*nodes, *steps):
        while steps[start]:
            line, sides = _walk(steps, start, frozenset(nodes))
            found.append((sides, _round(_straight(line))))
    return found


def _step(
    steps: dict[Corner, list[tuple[Corner, frozenset[int]]]],
    one: Corner,
    other: Corner,
    sides: frozenset[int],
) -> None:
    steps.setdefault(one, []).append((other, sides))
    steps.setdefault(other, []).append((one, sides))


def _walk(
    steps: dict[Corner, list[tuple[Corner, frozenset[int]]]],
    start: Corner,
    nodes: frozenset[Corner],
) -> tuple[Line, frozenset[int]]:
    """From ``start`` along one border to the next node, or round to ``start``; takes it away."""
    here, sides = steps[start][0][0], steps[start][0][1]
    line, before = [start, here], start
    steps[before].remove((here, sides))
    steps[here].remove((before, sides))
    while here not in nodes and here != start:
        after = next(corner for corner, way in steps[here] if way == sides)
        steps[here].remove((after, sides))
        steps[after].remove((here, sides))
        line.append(after)
        here = after
    return [(float(x), float(y)) for x, y in line], sides


def _straight(line: Line) -> Line:
    """Douglas and Peucker: no point of ``line`` is farther than ``_STRAIGHT`` from what is left."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        middle = len(line) // 2
        return _straight(line[: middle + 1])[:-1] + _straight(line[middle:])
    (ax, ay), (bx, by) = line[0], line[-1]
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    away = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / long for x, y in line]
    worst = max(range(len(line)), key=away.__getitem__)
    if away[worst] <= _STRAIGHT / _CELL:
        return [line[0], line[-1]]
    return _straight(line[: worst + 1])[:-1] + _straight(line[worst:])


def _round(line: Line) -> Line:
    """Chaikin, twice: corners are cut, ends stay where they are."""
    for _ in range(2):
        cut = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            cut += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25)]
            cut += [(ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        line = [*cut, line[-1]]
    return line


def main(file: Path) -> None:
    """Print the outlines of the villages in this inventory."""
    inventory = read_inventory(file).inventory
    if inventory is None:
        raise SystemExit(f"{file} cannot be read; see: pantau check {file}")
    json.dump(outlines(villages(inventory)), sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
