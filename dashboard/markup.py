"""HTML from values: the one place where text becomes markup.

Everything that is not an ``Html`` already is escaped, so a name out of the inventory cannot be
anything but text.
"""

from html import escape


class Html(str):
    """Markup made by ``element``. Made from a plain string only for literals of this project."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | None) -> Html:
    """``<tag …>children</tag>`` with children and attribute values escaped unless they are Html.

    An attribute that is None is left out; ``class_`` is class, ``data_tip`` is data-tip.
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{said}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Html:
    """The children one after the other, each escaped unless it is Html."""
    return Html(
        "".join(
            child if isinstance(child, Html) else escape(child, quote=True) for child in children
        )
    )
