"""What we rely on in Streamlit's own build. Who raises its version reads here what changed."""

import re
from itertools import chain

import pytest

from dashboard.first_page import script
from dashboard.pages import PAGES
from dashboard.streamlit_build import (
    FIRST,
    FIRST_OF,
    INDEX,
    LATER,
    STATIC,
    element_file,
    first_scripts,
    later_files,
)

CALLED_OTHERWISE = """
Streamlit's build has no script of this name any more. Look into {folder} for what makes
the element now, and name it in dashboard/streamlit_build.py.
"""


@pytest.mark.parametrize("name", sorted({*FIRST, *LATER, *chain(*FIRST_OF.values())}))
def test_streamlits_elements_are_where_we_look_for_them(name: str) -> None:
    assert element_file(name) is not None, CALLED_OTHERWISE.format(folder=STATIC / "js")


def test_the_style_sheet_of_tables_is_brought_early_too() -> None:
    assert element_file("DataFrame", "css") is not None, CALLED_OTHERWISE.format(
        folder=STATIC / "css"
    )


def test_what_is_named_is_there_and_not_named_twice() -> None:
    named = re.findall(r"\./static/js/([^\"]+)", INDEX.read_text("utf-8"))
    for file in (*first_scripts(), *later_files()):
        assert (INDEX.parent / file.removeprefix("/")).is_file()
        assert file.rsplit("/", 1)[-1] not in named
    assert set(FIRST_OF) <= {page.name for page in PAGES}
    # What an element imports comes with it.
    assert len(first_scripts()) > len(FIRST)


def test_streamlits_page_still_opens_its_channel_at_once_where_it_is_told_enough() -> None:
    [main] = re.findall(r"src=\"\./(static/js/index\.[^\"]+)", INDEX.read_text("utf-8"))
    build = (INDEX.parent / main).read_text("utf-8")
    for word in ("BACKEND_BASE_URL", "HOST_CONFIG", "allowedOrigins", "useExternalAuthToken"):
        assert word in build, f"Streamlit no longer reads {word}: see dashboard/first_page.py"
        assert word in script()
    assert "enableBypass" in build, "Streamlit asks for its health first again"
