"""What other tools recorded stands in a pack, and whoever changes it there is found."""

import json
from pathlib import Path

from pantau.facts.instant import DAY, HOUR
from pantau.facts.journal import Imported, ImportedOutage, ImportedWatch
from pantau.store import Store
from tests.cli.story import APRIL, MARCH, live_through_march
from tests.reports.packs import made, members, run, unpacked, with_right_digests
from tests.reports.test_pack import of_march


def test_spans_that_a_tool_told_for_each_site_are_checked_too(tmp_path: Path) -> None:
    """Two spans of one site in one import, an outage between, and samples beside."""
    begin = MARCH + 19 * DAY
    fact = Imported(
        file="kuma.db",
        digest="d" * 64,
        observed_from=begin,
        observed_to=begin + DAY,
        observed=(),
        outages=(ImportedOutage("sekolah", begin + HOUR, begin + 2 * HOUR),),
        spans=(
            ImportedWatch("sekolah", begin, begin + 3 * HOUR),
            ImportedWatch("sekolah", begin + 6 * HOUR, begin + DAY),
        ),
        source="uptime-kuma",
    )
    live_through_march(tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        store.record([fact], at=APRIL + HOUR, author="a", via="b")
        found = members(made(store, of_march(), "2025-03", APRIL + DAY))
    code, said = run(unpacked(found, tmp_path / "pack"))
    assert code == 0, said
    spans = json.loads(found["watched.json"])["imported"]
    assert len(spans) == 2
    spans[0]["to"] = "2025-03-20T22:00:00Z"
    told = json.loads(found["watched.json"]) | {"imported": spans}
    changed = {**found, "watched.json": json.dumps(told).encode()}
    code, said = run(unpacked(with_right_digests(changed), tmp_path / "changed"))
    assert (code, any("of sekolah" in line for line in said)) == (1, True), said
