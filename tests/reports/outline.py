"""A paper as lines of text: what the golden files hold."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pantau.reports.cell import Cell, Summed, Worked, shown
from pantau.reports.content import Block, Document, Table


def outline(document: Document) -> str:
    """Every text and figure of the paper, in order, a line each."""
    lines = [f"{document.name} | {document.title} | {document.size}"]
    lines += [f"mark | {document.mark.left} | {document.mark.right} | {document.mark.watermark}"]
    for block in document.blocks:
        if isinstance(block, Table):
            lines += _table(block, document)
        else:
            lines.append(f"{type(block).__name__} | {_words(block, document)}")
    return "\n".join(lines) + "\n"


def _table(table: Table, document: Document) -> Iterator[str]:
    forms = "+".join(sorted(table.forms))
    yield f"Table {table.key} {forms} | {table.caption}"
    yield "  | " + " | ".join(column.heading for column in table.columns)
    bands = dict(table.bands)
    for at, row in enumerate(table.rows):
        if at in bands:
            yield f"  > {bands[at]}"
        yield "  | " + " | ".join(_cell(cell, document) for cell in row)
    if table.total:
        yield "  = " + " | ".join(_cell(cell, document) for cell in table.total)
    if not table.rows:
        yield f"  ({table.empty})"


def _cell(cell: Cell, document: Document) -> str:
    said = shown(cell, document.language, document.zone)
    if isinstance(cell, Worked):
        over = f" over {cell.over}" if cell.over else ""
        return f"{said} [={cell.formula}{over}]"
    return f"{said} [sum]" if isinstance(cell, Summed) else said


def _words(block: Block, document: Document) -> str:
    """The fields of a block, figures as people read them."""
    told = [each.name for each in fields(block) if each.name != "forms"]
    return " | ".join(_said(getattr(block, name), document) for name in told)


def _said(value: object, document: Document) -> str:
    if isinstance(value, tuple):
        return "[" + "; ".join(_said(each, document) for each in value) + "]"
    if type(value).__module__.endswith("reports.cell"):
        return shown(value, document.language, document.zone)  # type: ignore[arg-type]
    if is_dataclass(value) and not isinstance(value, type):
        inner = (_said(getattr(value, each.name), document) for each in fields(value))
        return "(" + ", ".join(inner) + ")"
    return str(value)
