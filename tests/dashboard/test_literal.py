"""What somebody typed is shown in Streamlit's boxes as it was typed."""

import pytest
from markdown_it import MarkdownIt

from dashboard.markup import literal
from tests.dashboard.hostile import SHAPES

TYPED = (
    "**tebal** dan _miring_",
    "[klik](https://contoh.invalid)",
    "![gambar](https://contoh.invalid/a.png)",
    "lihat https://contoh.invalid atau www.contoh.invalid",
    "<b>x</b> `kode` ~~coret~~",
    "# judul",
    "- butir",
    "1 < 2 > 0 \\* x",
    *SHAPES,
)


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_of_it_is_markup(typed: str) -> None:
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(literal(typed))
    assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {each.type for each in children} <= {"text", "text_special"}
    seen = "".join(each.content for each in children)
    assert seen.replace("\N{WORD JOINER}", "") == typed.strip()


@pytest.mark.parametrize("bare", ["https://contoh.invalid", "www.contoh.invalid"])
def test_a_bare_address_is_no_link(bare: str) -> None:
    assert "://" not in literal(bare)
    assert "www." not in literal(bare)


@pytest.mark.parametrize("own", [":red[merah]", ":material/home:", ":smile:", "$x^2$"])
def test_nor_what_streamlit_adds(own: str) -> None:
    assert ":r" not in literal(own)
    assert ":m" not in literal(own)
    assert ":s" not in literal(own)
    assert "$" not in literal(own).replace("\\$", "")


@pytest.mark.parametrize(
    "plain", ["O7 ditangani sampai 09.19 WITA (12,5 %): Siti, Budi.", "Rp1.234"]
)
def test_ordinary_words_stay(plain: str) -> None:
    assert literal(plain) == plain
