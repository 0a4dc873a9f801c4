"""HTML from values: the one place where text becomes markup.

Everything that is not an ``Html`` already is escaped, so a name out of the inventory cannot be
anything but text; and what runs from right to left is kept from turning what stands around it.
"""

import re
from html import escape

from pantau.language.isolate import isolated, turns

# Inside of these there are no elements: what looks like one is text.
_TEXT_ALONE = frozenset({"title", "option", "textarea"})
# What Streamlit's boxes read as markup: CommonMark and formulas, which a backslash keeps from it;
# and what is looked for afterwards in the text that is left: :red[…], :smile:, bare addresses.
_MARKS = re.compile(r"[\\`*_\[\]<>~$]|^[ ]*[#+-](?= )", re.MULTILINE)
_FOUND_LATER = re.compile(r":(?=[A-Za-z+/-])|www(?=\.)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"  # neither seen nor a place to break a line
_READ = frozenset({"title", "aria_label", "alt", "placeholder"})


class Html(str):
    """Markup made by ``element``. Made from a plain string only for literals of this project."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """As it is. Of other strings Streamlit removes what they are indented by: a quarter of the
        script's work at a refresh of the overview."""
        return str(self)


def element(tag: str, *children: str, **attributes: str | None) -> Html:
    """``<tag …>children</tag>`` with children and attribute values escaped unless they are Html.

    An attribute that is None is left out; ``class_`` is class, ``data_tip`` is data-tip.
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_of(name, value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _TEXT_ALONE:
        inside = "".join(escape(isolated(child), quote=True) for child in children)
        return Html(f"<{tag}{said}>{inside}</{tag}>")
    return Html(f"<{tag}{said}>{joined(*children)}</{tag}>")


def literal(words: str) -> str:
    """``words`` for a box of Streamlit's that reads Markdown (toast, error, warning), as they are.

    For what holds anything that somebody typed, or that stood in an address.
    """
    marked = _MARKS.sub(lambda mark: f"{mark[0][:-1]}\\{mark[0][-1]}", words)
    return _FOUND_LATER.sub(rf"\g<0>{_JOINER}", marked)


def joined(*children: str) -> Html:
    """The children one after the other, each escaped unless it is Html."""
    return Html("".join(child if isinstance(child, Html) else _text(child) for child in children))


def _text(words: str) -> str:
    said = escape(words, quote=True)
    return f"<bdi>{said}</bdi>" if turns(words) else said


def _of(name: str, value: str) -> str:
    """An attribute that people read; the others are addresses and names of ours."""
    return isolated(value) if name in _READ else value
