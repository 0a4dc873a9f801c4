"""The outlines of the kecamatan: those that come with Pantau, and those of a file that people put
there.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.peta.names import name_places
from pantau.inventory import read_inventory
from pantau.inventory.outlines.file import OURS, outlines_beside
from pantau.inventory.outlines.make import outlines, villages
from pantau.inventory.outlines.projection import UNITS, Spot, box_around, spot
from pantau.inventory.outlines.shapes import FILE, parse_outlines
from pantau.language import translator

SHIPPED = Path(__file__).parents[2] / "inventory.yaml"
SQUARE = [[116.0, -2.0], [116.2, -2.0], [116.2, -1.8], [116.0, -1.8], [116.0, -2.0]]


def feature(**changed: Any) -> dict[str, Any]:
    found = {
        "type": "Feature",
        "properties": {"WADMKC": " Kuaro "},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    return {**found, **changed}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def inside(place: Spot, ring: tuple[Spot, ...]) -> bool:
    x, y = place
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    cuts = [
        ax + (bx - ax) * (y - ay) / (by - ay)
        for (ax, ay), (bx, by) in pairs
        if (ay > y) != (by > y)
    ]
    return sum(cut > x for cut in cuts) % 2 == 1


def test_a_unit_is_ten_metres_and_south_is_down() -> None:
    west, east = spot(-1.9, 116.0), spot(-1.9, 117.0)
    assert east[0] - west[0] == pytest.approx(11_132, rel=0.003)
    assert spot(-2.0, 116.0)[1] > spot(-1.9, 116.0)[1]
    assert abs(spot(90, 180)[1]) < UNITS


def test_a_box_holds_its_spots_and_a_single_spot_gets_some_kilometres() -> None:
    assert box_around([]) is None
    box = box_around([(100.0, 50.0)])
    assert box is not None
    assert (box.x, box.y, box.width, box.height) == (-200.0, -250.0, 600.0, 600.0)


def test_the_outlines_that_come_along_are_what_the_maker_makes_of_the_shipped_inventory() -> None:
    inventory = read_inventory(SHIPPED).inventory
    assert inventory is not None
    made = json.loads(json.dumps(outlines(villages(inventory))))
    assert made == json.loads(OURS.read_text())
    assert OURS.stat().st_size < 200_000


def test_each_village_lies_in_the_outline_of_its_kecamatan() -> None:
    inventory = read_inventory(SHIPPED).inventory
    assert inventory is not None
    found = outlines_beside(Path("nowhere/inventory.yaml"), "en")
    assert found.indicative
    assert not found.trouble
    by_name = {each.name: each for each in found.found}
    assert len(by_name) == 10
    for place, kecamatan in villages(inventory).items():
        rings = by_name[kecamatan].rings
        # Lines are smoothed by up to 1.5 km, so a village may come to lie just beyond.
        x, y = spot(*place)
        near = [(x + dx, y + dy) for dx in (-150, 0, 150) for dy in (-150, 0, 150)]
        assert any(inside(each, ring) for each in near for ring in rings), (kecamatan, place)


def test_names_stand_inside_and_where_the_fewest_sites_are() -> None:
    found = outlines_beside(Path("nowhere/inventory.yaml"), "en").found
    empty = name_places(found, (), 15_000)
    for outline, place in zip(found, empty, strict=True):
        assert any(inside(place, ring) for ring in outline.rings), outline.name
    crowd = tuple((x + step, y) for x, y in empty for step in (-200.0, 0.0, 200.0))
    assert set(name_places(found, crowd, 15_000)).isdisjoint(empty)


def test_a_file_beside_the_inventory_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(collection(feature()))
    found = outlines_beside(tmp_path / "inventory.yaml", "en")
    assert [each.name for each in found.found] == ["Kuaro"]
    assert (found.indicative, found.trouble) == (False, "")


def test_a_file_that_cannot_be_used_is_told_and_ours_are_drawn(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not JSON")
    found = outlines_beside(tmp_path / "inventory.yaml", "en")
    assert len(found.found) == 10
    assert found.indicative
    assert found.trouble == (
        f"{tmp_path / FILE}: It is no JSON; export it as GeoJSON again."
        " Until it is mended the outlines that come with Pantau are shown."
    )


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    found = outlines_beside(tmp_path / "inventory.yaml", "en")
    assert len(found.found) == 10
    assert "cannot be read" in found.trouble


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no GeoJSON FeatureCollection"),
        (b'{"features": 3}', "no GeoJSON FeatureCollection"),
        (collection(), "holds no outline"),
        (b" " * 8_000_001, "larger than 8 MB"),
        (collection(3), "Outline 1 has no geometry"),
        (collection(feature(), feature(properties=None)), "Outline 2 has no geometry"),
        (collection(feature(properties={"kecamatan": 7})), "Outline 1 has no name"),
        (collection(feature(geometry={"type": "Point", "coordinates": [1, 2]})), "no Polygon"),
        (
            collection(feature(geometry={"type": "Polygon", "coordinates": [[[1, 2]]]})),
            "no Polygon",
        ),
        (collection(feature(geometry={"type": "Polygon", "coordinates": 5})), "no Polygon"),
        # Metres of UTM, as a GIS exports them when nobody asks for degrees.
        (
            collection(
                feature(geometry={"type": "Polygon", "coordinates": [[[412345, 9789000]] * 4]})
            ),
            "in degrees",
        ),
        (
            collection(feature(geometry={"type": "Polygon", "coordinates": [[["x", 1]] * 4]})),
            "in deg",
        ),
    ],
)
def test_each_fault_has_its_sentence_and_a_remedy(data: bytes, why: str) -> None:
    found = parse_outlines(data, "kecamatan.geojson", translator("en"))
    assert found.found == ()
    assert why in found.trouble
    assert found.trouble.startswith("kecamatan.geojson: ")


def test_detail_that_nobody_sees_is_left_out() -> None:
    fine = [[116 + step / 100_000, -2.0] for step in range(1000)]
    ring = [*fine, [116.01, -1.8], [116.0, -1.8]]
    data = collection(feature(geometry={"type": "MultiPolygon", "coordinates": [[ring]]}))
    found = parse_outlines(data, "f", translator("en")).found
    assert 3 <= len(found[0].rings[0]) < 20
