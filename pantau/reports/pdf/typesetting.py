"""The one door to typst: templates and typefaces of ours alone, no network, no files of others."""

from functools import cache
from pathlib import Path
from typing import Final

import typst

from pantau.reports.face import FONTS

LOOK: Final = Path(__file__).parent / "look"
# PDF/A-2b: to be read in thirty years, looks as today.
_STANDARD: Final = "a-2b"


def typeset(template: str, data: str, *, made: int = 0, tagged: bool = False) -> bytes:
    """The file that ``template`` (of the folder look) makes of ``data`` (JSON).

    ``made``: seconds since 1970 UTC, said in the file. Raises typst.TypstError.
    """
    compiler = typst.Compiler(
        LOOK / template,
        root=LOOK,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    made_file = compiler.compile(
        format="pdf", pdf_standards=[_STANDARD], timestamp=made, pdf_tags=tagged
    )
    assert isinstance(made_file, bytes)  # noqa: S101 - a list is what pictures of pages come as
    return made_file


@cache
def _fonts() -> typst.Fonts:
    # Neither the system's typefaces nor typst's: what is drawn does not hang on the machine.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
