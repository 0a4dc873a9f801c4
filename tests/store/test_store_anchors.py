"""What a chain alone cannot show, an anchor kept outside of it does."""

import resource
from pathlib import Path

import apsw
import pytest

from pantau.facts.instant import SECOND
from pantau.store import Anchor, FaultReason, StoreUnwritable, verify, write_anchor
from tests.store.making import T0, first, forge


def test_a_cut_tail_is_found_against_an_anchor(copy: Path, raw: apsw.Connection) -> None:
    last = raw.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").get
    raw.execute("DELETE FROM journal WHERE seq > 20")
    found = verify(copy, [Anchor(*last)])
    assert first(found) == (21, FaultReason.TAIL_CUT)
    assert str(found.faults[0]).startswith("the journal ends at entry 20, but the given anchor")


def test_a_chain_forged_anew_is_found_against_an_anchor(copy: Path, raw: apsw.Connection) -> None:
    anchor = Anchor(*raw.execute("SELECT seq, hash FROM journal WHERE seq = 15").get)
    raw.execute("UPDATE journal SET author = 'somebody else' WHERE seq = 12")
    forge(raw, 12)
    assert {fault.reason for fault in verify(copy).faults} == {FaultReason.SCHEMA}
    assert first(verify(copy, [anchor])) == (15, FaultReason.FORGED)


def test_anchors_kept_beside_the_journal_are_checked(copy: Path, raw: apsw.Connection) -> None:
    head = raw.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").get
    path = write_anchor(copy, head, T0)
    assert write_anchor(copy, head, T0 + SECOND) == path
    assert path.name == "2026-10-01.txt"
    assert path.read_text() == (
        f"{head[0]}:{head[1].hex()} 2026-10-01T00:00:00Z\n"
        f"{head[0]}:{head[1].hex()} 2026-10-01T00:00:01Z\n"
    )
    raw.execute("DELETE FROM journal WHERE seq = ?", (head[0],))
    found = verify(copy).faults[0]
    assert (found.seq, found.reason) == (head[0], FaultReason.TAIL_CUT)
    assert "anchors/2026-10-01.txt:1" in found.text


def test_an_anchor_that_cannot_be_read_is_a_fault(lived: Path, copy: Path) -> None:
    (copy / "anchors").mkdir()
    (copy / "anchors" / "2026-10-01.txt").write_bytes(b"\n12:abc\n\xff\xfe\n")
    found = verify(copy).faults
    assert [fault.reason for fault in found] == [FaultReason.ANCHOR_UNREADABLE] * 2
    assert "anchors/2026-10-01.txt:2" in str(found[0])
    (copy / "anchors" / "2026-10-02.txt").mkdir()
    assert "Is a directory" in str(verify(copy).faults[-1])


@pytest.mark.parametrize("room", [0, 20])
def test_an_anchor_is_written_whole_or_not_at_all(data: Path, room: int) -> None:
    data.mkdir()
    path = write_anchor(data, (1, bytes(32)), T0)
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, hard))
    try:
        with pytest.raises(StoreUnwritable, match="cannot be written"):
            write_anchor(data, (2, bytes(32)), T0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before


def test_an_anchor_is_read_from_paper() -> None:
    digest = bytes(range(32))
    assert Anchor.parse(f" 12:{digest.hex().upper()}\n") == Anchor(12, digest)
    assert str(Anchor(12, digest)) == f"12:{digest.hex()}"
    for wrong in ("", "12", "12:", "12:00", "x:" + "0" * 64, "-1:" + "0" * 64, "1:" + "g" * 64):
        with pytest.raises(ValueError, match="is not an anchor; write N:HASH"):
            Anchor.parse(wrong)
