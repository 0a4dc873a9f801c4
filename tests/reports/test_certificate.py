"""The certificate of a meeting: what was measured, in both languages, the same bytes each time."""

import io
from pathlib import Path

import pypdf
import pytest

from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US, MeetingKind
from pantau.facts.said import Meeting
from pantau.language import Language
from pantau.meeting.heard import Known
from pantau.meeting.result import PlaceThen, place_then
from pantau.reports.content import Document
from pantau.reports.meeting.document import certificate
from pantau.reports.pdf import to_pdf
from tests.dashboard.world import HOSTILE, inventory_text, parsed
from tests.meeting.made import T, window

BEGIN = -(-T // HOUR) * HOUR
SPAN = Interval(BEGIN, BEGIN + 10 * MINUTE)
PLANNED = Entry(
    17, BEGIN - HOUR, "Rina", "test", EntryKind.MEETING_PLANNED, "Musrenbang", b"{}", b"", b""
)


def place(site: str, lost: int) -> PlaceThen:
    which = range(0, 3 * lost, 3)
    count = (SPAN.end - SPAN.begin) // WINDOW_US
    windows = [window(n, which, site=site, at=BEGIN) for n in range(count)]
    return place_then(site, MeetingKind.VIDEO, windows, Known(), SPAN)


def document(language: Language, name: str = "Musrenbang") -> Document:
    sites = ("s-1", "s-2", "s-99")
    meeting = Meeting(
        "R17", name, MeetingKind.VIDEO, SPAN.begin, SPAN.end, sites, PLANNED, None, None
    )
    text = inventory_text(12, first=HOSTILE).replace(
        "version: 1", "version: 1\nsimulation: true", 1
    )
    places = [
        place("s-1", 0),
        place("s-2", 20),
        place_then("s-99", MeetingKind.VIDEO, [], Known(), SPAN),
    ]
    return certificate(parsed(text), meeting, places, "3704:abc", SPAN.end + MINUTE, language)


def words(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", ("SERTIFIKAT MUTU RAPAT", "Baik 92", "Buruk", "terlalu banyak paket hilang")),
        ("en", ("MEETING QUALITY CERTIFICATE", "Good 92", "Poor", "too much is lost")),
    ],
)
def test_it_says_what_each_place_was_like(language: Language, told: tuple[str, ...]) -> None:
    said = words(to_pdf(document(language)))
    for each in (*told, "Musrenbang (R17)", "10 d" if language == "id" else "10 of 10"):
        assert each in said
    assert "0 dari 10" in said or "0 of 10" in said  # of s-99 nothing is known
    assert "3704:abc" in said
    assert "penyedia" not in said


def test_the_same_facts_make_the_same_bytes_and_a_simulation_says_so() -> None:
    one, two = (to_pdf(document("id")) for _ in range(2))
    assert one == two
    assert document("id").mark.watermark == "SIMULASI"


def test_hostile_names_are_text(tmp_path: Path) -> None:
    made = tmp_path / "sertifikat.pdf"
    made.write_bytes(to_pdf(document("id", name=HOSTILE)))
    assert "<script>" in words(made.read_bytes())
