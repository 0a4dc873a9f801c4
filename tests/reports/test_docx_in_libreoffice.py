"""LibreOffice opens our Word documents and finds all of their texts."""

import re

import pytest

from pantau.reports.docx import to_docx
from tests.reports.office import converted, needs_office
from tests.reports.paper import HOSTILE, UNWRITABLE, WRITTEN, full_paper

SAID = (
    *HOSTILE,
    *("PEMERINTAH KABUPATEN PASER", "LAPORAN BULANAN", "Paragraf pembuka.", "butir kedua"),
    *("Bulan ini belum ditutup.", "Rp120.000.000", "99,53 %", "Rp15.750", "Tidak ada gangguan."),
    *("Gambar ini terdapat dalam PDF", "Tabel 6", "NIP 198001012005011001", WRITTEN),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """The text and the PDF that LibreOffice makes of a paper with everything in it."""
    folder = tmp_path_factory.mktemp("office")
    made = to_docx(full_paper())
    text = converted(made, "txt:Text (encoded):UTF8", folder).decode()
    return text, converted(made, "pdf", folder)


@needs_office
@pytest.mark.parametrize("said", SAID)
def test_each_text_is_found(read: tuple[str, bytes], said: str) -> None:
    assert said in read[0]


@needs_office
def test_headings_and_lists_are_numbered_by_the_program_itself(read: tuple[str, bytes]) -> None:
    text = read[0]
    assert UNWRITABLE not in text
    assert re.findall(r"(?m)^\s*([IV]+)\.\s", text) == ["I", "II", "III", "IV"]
    assert re.search(r"1\.\s*butir pertama\s+2\.\s*butir kedua", text)
    assert re.search(r"1\.\s*butir lagi", text)
    assert re.search("[–•]\\s*satu strip", text)


@needs_office
def test_it_can_be_printed(read: tuple[str, bytes]) -> None:
    assert read[1].startswith(b"%PDF")
