"""Whatever a site or a provider is called, a file that bears the name lies in its folder."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pantau.actions.acting import Refused
from pantau.actions.remarks import keep_evidence
from pantau.facts.papers import PaperFormat, PaperKind, Wanted, file_name
from pantau.facts.words import MonthState
from pantau.store import Store


@given(st.text(), st.text(), st.text())
@example("../../etc/passwd", "/tmp", "..")
@example("..\\..\\x", "a\r\nSet-Cookie: x", "\x00")
def test_no_paper_is_written_outside_of_its_folder(period: str, name: str, outage: str) -> None:
    wanted = Wanted(
        PaperKind.MONTHLY,
        period,
        PaperFormat.PDF,
        "id",
        sites=(name,),
        outage=outage,
        provider=name,
    )
    for state in MonthState:
        made = file_name(wanted, state, 1)
        assert PurePosixPath(made).name == made
        assert made.isascii()
        assert made.isprintable()
        assert not set(made) & set("/\\\"'; ")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("/tmp/foto.jpg", "foto.jpg"), ("foto.jpg", "foto.jpg")],
)
def test_evidence_is_kept_by_its_digest_and_named_without_a_path(
    tmp_path: Path, given: str, kept: str
) -> None:
    with Store.open(tmp_path) as store:
        found = keep_evidence(store, given, b"x")
        assert not isinstance(found, Refused)
        assert found.name == kept
        assert len(found.digest) == 64


def test_a_name_of_evidence_adds_no_header(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert isinstance(keep_evidence(store, "a\r\nSet-Cookie: b", b"x"), Refused)
