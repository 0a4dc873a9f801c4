"""Which paper is made by what: the one table of kinds and forms.

What draws and what writes is imported when a paper is made: pages only ask which papers there are.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from pantau.actions.acting import Actor, Refused
from pantau.actions.papers import Handed, Maker, Order, Tell, make_paper
from pantau.actions.papers_apart import apart
from pantau.facts.papers import FORMATS, PaperFormat, PaperKind, PaperStep, Wanted
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.reports.content import Document
from pantau.store import Store

Draw = Callable[[Store, Inventory, Wanted, int], Document]
"""Says what stands in a paper; the instant (microseconds UTC): whose knowledge it holds."""

Write = Callable[[Document], bytes]
"""Gives it a form."""

Makers = Mapping[tuple[PaperKind, PaperFormat], Maker]

_DRAW = ("pantau.reports.drawing", "draw")
_WRITERS: Mapping[PaperFormat, tuple[str, str]] = {
    PaperFormat.PDF: ("pantau.reports.pdf", "to_pdf"),
    PaperFormat.CSV: ("pantau.reports.sheet.csv_file", "sites_csv"),
    PaperFormat.DOCX: ("pantau.reports.docx", "to_docx"),
    PaperFormat.XLSX: ("pantau.reports.sheet.xlsx", "to_xlsx"),
}


def written(module: str, name: str) -> Maker:
    """A paper that is drawn, then written by a function of this name, and says so."""

    def maker(store: Store, inventory: Inventory, wanted: Wanted, now: int, tell: Tell) -> bytes:
        tell(PaperStep.GATHERING)
        draw: Draw = getattr(import_module(_DRAW[0]), _DRAW[1])
        document = draw(store, inventory, wanted, now)
        tell(PaperStep.WRITING)
        write: Write = getattr(import_module(module), name)
        return write(document)

    return maker


def evidence(
    store: Store, inventory: Inventory, wanted: Wanted, now: int, tell: Tell
) -> bytes | Refused:
    """The evidence pack of a month, or of one outage in it. ``now``: microseconds UTC."""
    make_pack = import_module("pantau.reports.pack").make_pack
    tell(PaperStep.GATHERING)
    made = make_pack(store, inventory, wanted.period, now, outage=wanted.outage or None)
    return made if isinstance(made, Refused) else bytes(made.content)


MAKERS: Makers = {
    **{
        (kind, form): written(*_WRITERS[form])
        for kind, forms in FORMATS.items()
        for form in forms
        if form in _WRITERS
    },
    (PaperKind.EVIDENCE, PaperFormat.ZIP): evidence,
}


def forms_of(kind: PaperKind, makers: Makers = MAKERS) -> tuple[PaperFormat, ...]:
    """The forms in which ``kind`` can be made, the usual one first."""
    return tuple(each for each in FORMATS[kind] if (kind, each) in makers)


def make(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    order: Order,
    tell: Tell = lambda _: None,
    makers: Makers = MAKERS,
) -> Handed | Refused:
    """The paper that is kept, else one made now: see ``pantau.actions.papers.make_paper``.

    ``inventory.file`` is the path of the file, beside which the logo lies.
    """
    wanted = order.wanted
    maker = makers.get((wanted.kind, wanted.format))
    if maker is None:
        return Refused(
            to_say("the paper '{kind}' is not made as {format}; choose one of: {formats}"),
            kind=wanted.kind,
            format=wanted.format.value,
            formats=", ".join(each.value for each in forms_of(wanted.kind, makers)) or "–",
        )
    found = apart(inventory, wanted, actor.at)
    if isinstance(found, Refused):
        return found
    if len(found) > 1:
        return Refused(
            to_say(
                "{period} has several providers, and one '{kind}' with each; name one of: {names}"
            ),
            period=wanted.period,
            kind=wanted.kind,
            names=", ".join(each.provider for each in found),
        )
    with _without_collecting():
        return make_paper(store, actor, inventory, replace(order, wanted=found[0]), maker, tell)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A paper is millions of small objects that live to its end and hold no cycles: looking for
    some again and again takes a tenth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
