"""HTML from values: the one place where text becomes markup.

Everything that is not an ``Html`` already is escaped, so a name out of the inventory cannot be
anything but text; and what runs from right to left is kept from turning what stands around it.
"""

from html import escape

from pantau.language.isolate import isolated, turns

# Inside of these there are no elements: what looks like one is text.
_TEXT_ALONE = frozenset({"title", "option", "textarea"})
_READ = frozenset({"title", "aria_label", "alt", "placeholder"})


class Html(str):
    """Markup made by ``element``. Made from a plain string only for literals of this project."""

    __slots__ = ()


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


def joined(*children: str) -> Html:
    """The children one after the other, each escaped unless it is Html."""
    return Html("".join(child if isinstance(child, Html) else _text(child) for child in children))


def _text(words: str) -> str:
    said = escape(words, quote=True)
    return f"<bdi>{said}</bdi>" if turns(words) else said


def _of(name: str, value: str) -> str:
    """An attribute that people read; the others are addresses and names of ours."""
    return isolated(value) if name in _READ else value
