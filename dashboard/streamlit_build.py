"""What is in Streamlit's own build: the files that make its elements, by the elements' names.

Their names end in digests that change with every version, so they are looked up. Where a new
version calls one otherwise, pages work as before and only load it later;
tests/dashboard/test_streamlit_build.py says so.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
STATIC = INDEX.parent / "static"
"""What is served under /static/."""

FIRST = ("Html", "BidiComponent", "ButtonGroup")
"""What the overview shows: wanted as soon as the page begins."""

FIRST_OF = {
    "gangguan": ("DataFrame",),
    "titik": ("Selectbox", "PlotlyChart"),
    "sla": ("Selectbox", "DataFrame"),
    "inventaris": ("DataFrame",),
}
"""What else is wanted at once where a page is come to by its own address."""

LATER = (
    "TextInput",
    "Selectbox",
    "DownloadButton",
    "Button",
    "Checkbox",
    "DataFrame",
    "PlotlyChart",
)
"""What other pages show. The last two are 6 MB, and the reason why they were slow once."""

# As in import{a as b}from"./x.js" and import"./x.js", and not as in import(`./x.js`).
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["'`]\./([\w.-]+\.js)["'`]""")
_IN_INDEX = re.compile(r"/static/js/([\w.-]+\.js)")


def element_file(name: str, folder: str = "js") -> Path | None:
    """The script, or with "css" the style sheet, of an element; None where there is not one."""
    found = list((STATIC / folder).glob(f"{name}.????????.{folder}"))
    return found[0] if len(found) == 1 else None


@cache
def first_scripts(page: str = "") -> tuple[str, ...]:
    """The scripts of what ``page`` shows first, and all that they import; as paths of addresses.

    ``page``: one of FIRST_OF, any other is taken for the overview. Those that Streamlit's first
    page names itself are left out.
    """
    named = set(_IN_INDEX.findall(INDEX.read_text("utf-8")))
    wanted = (*FIRST, *FIRST_OF.get(page, ()))
    return tuple(f"/static/js/{each}" for each in sorted(_with_imports(wanted) - named))


@cache
def later_files() -> tuple[str, ...]:
    """Scripts and style sheets of what other pages show; as paths of addresses."""
    found = [element_file(name, folder) for name in LATER for folder in ("css", "js")]
    return tuple(f"/static/{each.parent.name}/{each.name}" for each in found if each is not None)


def _with_imports(names: Iterable[str]) -> set[str]:
    files = [found.name for found in map(element_file, names) if found is not None]
    seen: set[str] = set()
    while files:
        file = files.pop()
        if file not in seen:
            seen.add(file)
            files += _IMPORTED.findall((STATIC / "js" / file).read_text("utf-8"))
    return seen
